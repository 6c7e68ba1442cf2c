import GRDB
public import Readings

extension LedgerDatabase {
    /// Asks for the end of a training, and of what was asked before and waits, because a person wants it.
    ///
    /// The training that is meant is named by the moment at which it began, so that none that begins later is ended.
    /// - Parameters:
    ///   - schema: the schema whose models are meant.
    ///   - detail: who asks and why, for people.
    ///   - state: the name of the loop's state that knows the training.
    ///   - beginning: finds in that state, nil before any, when the training under way began.
    ///   - moment: the present moment.
    /// - Returns: what was asked; nil where nothing is under way and nothing waits, and nothing was asked.
    /// - Throws: ``LedgerError``.
    public func cancelTraining(
        ofSchema schema: String, byPerson detail: String, state: String,
        beginning: @escaping @Sendable (String?) -> Timestamp?, at moment: Timestamp
    ) async throws(LedgerError) -> TrainingCancellation? {
        try await writeWithoutWaiting { database in
            let training = beginning(
                try String.fetchOne(database, sql: "SELECT state FROM loop_states WHERE name = ?", arguments: [state]))
            let open = try Row.fetchAll(
                database,
                sql: """
                    SELECT id, is_cancellation, cancelled_training FROM retraining_requests
                    WHERE schema = ? AND settled_at IS NULL ORDER BY id
                    """, arguments: [schema])
            let waiting: [Int64] = open.filter { !$0["is_cancellation"] }.map { $0["id"] }
            // One that ends the same training and came after all that waits says it already.
            if let last = open.last, last["is_cancellation"], last["cancelled_training"] == training?.milliseconds {
                return TrainingCancellation(id: last["id"], isNew: false, training: training, requests: waiting)
            }
            guard training != nil || !waiting.isEmpty else { return nil }
            try database.execute(
                sql: """
                    INSERT INTO retraining_requests
                        (asked_at, origin, schema, reading_count, detail, is_cancellation, cancelled_training)
                    VALUES (?, ?, ?, 0, ?, 1, ?)
                    """,
                arguments: [
                    moment.milliseconds, RetrainingRequest.Origin.person.rawValue, schema, detail,
                    training?.milliseconds,
                ])
            return TrainingCancellation(
                id: database.lastInsertedRowID, isNew: true, training: training, requests: waiting)
        }
    }
}
