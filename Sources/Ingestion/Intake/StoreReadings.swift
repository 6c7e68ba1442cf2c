public import FeatureStore
public import Readings

/// Makes readings of one schema durable, and says what became of each; ``IntakeQueue/take(_:)`` is one.
public typealias StoreReadings = @Sendable (ReadingTable) async throws(IngestionError) -> [ReadingReceipt]
