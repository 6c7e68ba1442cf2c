import Features
public import FeatureStore
public import Registry

/// What answers for the readings of one schema.
public struct ServedDetector: Sendable {
    /// The model that answers.
    public let slot: ModelSlot<LoadedDetector>
    /// Makes the model's rows from a request and the station's recent past.
    public let features: FeatureReader
    /// Keeps an answer; called once for each, from any thread, and must not wait.
    public let record: @Sendable (PredictionRecord) -> Void

    /// A detector with all that it needs to answer.
    /// - Parameters:
    ///   - slot: the model that answers.
    ///   - features: makes rows of the model's schema.
    ///   - record: keeps an answer, without waiting.
    public init(
        slot: ModelSlot<LoadedDetector>, features: FeatureReader, record: @escaping @Sendable (PredictionRecord) -> Void
    ) {
        precondition(slot.current.schema == features.schema, "a model of other features")
        self.slot = slot
        self.features = features
        self.record = record
    }

    /// The schema whose readings it takes.
    var schemaName: String { features.schema.name }
}
