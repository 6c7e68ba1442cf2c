public import Ledger
public import Readings

extension LedgerDatabase {
    /// Asks the loop, in whatever process it is, to end the training of a schema that is under way, and to withdraw what was
    /// asked before and waits.
    /// - Parameters:
    ///   - schema: the schema whose models are meant.
    ///   - reason: who asks and why, for people.
    ///   - moment: the present moment.
    /// - Returns: what is ended; nil where nothing is under way and nothing waits.
    /// - Throws: ``LedgerError``.
    public func cancelTraining(
        ofSchema schema: String, byPerson reason: String, at moment: Timestamp
    ) async throws(LedgerError) -> TrainingCancellation? {
        try await cancelTraining(
            ofSchema: schema, byPerson: reason, state: LoopMemory.name(of: schema),
            beginning: { LoopMemory.beginningOfTraining($0) }, at: moment)
    }
}
