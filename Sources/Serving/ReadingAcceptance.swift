public import FeatureStore
public import Ledger
public import Readings

/// What takes readings in that are sent to the service.
public struct ReadingAcceptance: Sendable {
    /// Why readings were not taken in; none of them is stored as far as the sender knows, and sending again is safe.
    public enum Refusal: Error, Equatable, Sendable {
        /// Too many wait already.
        case overloaded
        /// They could not be made durable; the reason.
        case storageFailed(String)
    }

    /// Keeps readings of one schema where they belong, and says what became of each.
    public let take: @Sendable (ReadingTable, PushDestination) async throws(Refusal) -> [ReadingReceipt]
    /// How often what was doubtful, over the last days.
    public let quality: @Sendable (_ days: Int) throws -> [QualityCount]

    /// An acceptance.
    /// - Parameters:
    ///   - take: keeps readings of one schema; when it returns, they are durable where they belong.
    ///   - quality: how often what was doubtful, over the last days, today included.
    public init(
        take: @escaping @Sendable (ReadingTable, PushDestination) async throws(Refusal) -> [ReadingReceipt],
        quality: @escaping @Sendable (_ days: Int) throws -> [QualityCount]
    ) {
        self.take = take
        self.quality = quality
    }
}
