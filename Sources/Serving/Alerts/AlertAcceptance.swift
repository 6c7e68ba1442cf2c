public import Ledger

/// What keeps alerts that are sent to the service.
public struct AlertAcceptance: Sendable {
    /// Records alerts that came together, and makes the requests to retrain that they ask for.
    public let record: @Sendable ([ReceivedAlert]) async throws(LedgerError) -> AlertReceipt
    /// How long a request waits for its alerts to be recorded, in all.
    public let patience: Duration
    /// What was recorded, the newest first, at most so many.
    public let recorded: @Sendable (_ limit: Int) async throws(LedgerError) -> [RecordedAlert]

    /// An acceptance.
    /// - Parameters:
    ///   - patience: how long a request waits for its alerts to be recorded, in all; `record` is then cancelled.
    ///   - record: records alerts that came together; when it returns, they are durable.
    ///   - recorded: what was recorded, the newest first, at most so many.
    public init(
        patience: Duration = .seconds(5),
        record: @escaping @Sendable ([ReceivedAlert]) async throws(LedgerError) -> AlertReceipt,
        recorded: @escaping @Sendable (_ limit: Int) async throws(LedgerError) -> [RecordedAlert]
    ) {
        self.patience = patience
        self.record = record
        self.recorded = recorded
    }
}
