import Foundation
import GRDB
public import Readings

extension LedgerDatabase {
    /// Deliveries that are kept: beyond this the oldest are forgotten, those that are settled before those that wait.
    public static let deliveryLimit = 1_000

    /// Remembers an event that is to be delivered, due at once.
    /// - Parameters:
    ///   - kind: what happened, such as `drift.detected`.
    ///   - payload: the event's data, a JSON text.
    ///   - moment: when it happened.
    /// - Returns: the delivery's id.
    /// - Throws: ``LedgerError``; then nothing will be delivered.
    @discardableResult
    public func queueDelivery(kind: String, payload: String, at moment: Timestamp) throws(LedgerError) -> String {
        try write { try Self.queueDelivery(kind: kind, payload: payload, at: moment, in: $0) }
    }

    /// The same within a transaction of other things.
    static func queueDelivery(
        kind: String, payload: String, at moment: Timestamp, in database: Database
    ) throws -> String {
        let id = UUID().uuidString.lowercased()
        try database.execute(
            sql: """
                INSERT INTO deliveries (id, kind, payload, created_at, attempts, next_attempt_at)
                VALUES (?, ?, ?, ?, 0, ?)
                """,
            arguments: [id, kind, payload, moment.milliseconds, moment.milliseconds])
        try database.execute(
            sql: """
                DELETE FROM deliveries WHERE number IN (
                    SELECT number FROM deliveries ORDER BY next_attempt_at IS NULL DESC, number
                    LIMIT max(0, (SELECT count(*) FROM deliveries) - ?))
                """,
            arguments: [deliveryLimit])
        return id
    }

    /// Deliveries whose attempt is due, in the order of their events.
    /// - Parameters:
    ///   - moment: the present moment.
    ///   - limit: at most so many, ≥ 1.
    /// - Returns: the deliveries.
    /// - Throws: ``LedgerError``.
    public func dueDeliveries(at moment: Timestamp, limit: Int) throws(LedgerError) -> [QueuedDelivery] {
        try read { database in
            try Row.fetchAll(
                database, sql: "SELECT * FROM deliveries WHERE next_attempt_at <= ? ORDER BY number LIMIT ?",
                arguments: [moment.milliseconds, limit]
            ).map(QueuedDelivery.init(row:))
        }
    }

    /// A delivery by its id.
    /// - Parameter id: as ``queueDelivery(kind:payload:at:)`` returned it.
    /// - Returns: the delivery, nil when it is unknown or forgotten.
    /// - Throws: ``LedgerError``.
    public func delivery(_ id: String) throws(LedgerError) -> QueuedDelivery? {
        try read { database in
            try Row.fetchOne(database, sql: "SELECT * FROM deliveries WHERE id = ?", arguments: [id])
                .map(QueuedDelivery.init(row:))
        }
    }

    /// Remembers that an attempt succeeded.
    /// - Parameters:
    ///   - id: the delivery.
    ///   - moment: when.
    /// - Throws: ``LedgerError``; it will then be delivered again.
    public func markDelivered(_ id: String, at moment: Timestamp) throws(LedgerError) {
        try write { database in
            try database.execute(
                sql: """
                    UPDATE deliveries SET attempts = attempts + 1, next_attempt_at = NULL, delivered_at = ? WHERE id = ?
                    """,
                arguments: [moment.milliseconds, id])
        }
    }

    /// Remembers that an attempt failed.
    /// - Parameters:
    ///   - id: the delivery.
    ///   - error: why, without secrets.
    ///   - next: when to try again; nil gives the delivery up.
    /// - Throws: ``LedgerError``.
    public func markFailed(_ id: String, error: String, next: Timestamp?) throws(LedgerError) {
        try write { database in
            try database.execute(
                sql: "UPDATE deliveries SET attempts = attempts + 1, next_attempt_at = ?, last_error = ? WHERE id = ?",
                arguments: [next?.milliseconds, error, id])
        }
    }
}

extension QueuedDelivery {
    fileprivate init(row: Row) {
        self.init(
            id: row["id"], kind: row["kind"], payload: row["payload"],
            createdAt: Timestamp(milliseconds: row["created_at"]), attempts: row["attempts"],
            nextAttemptAt: (row["next_attempt_at"] as Int64?).map(Timestamp.init(milliseconds:)),
            deliveredAt: (row["delivered_at"] as Int64?).map(Timestamp.init(milliseconds:)),
            lastError: row["last_error"])
    }
}
