import GRDB
public import Readings

extension LedgerDatabase {
    /// Remembers what the monitor found, and forgets what it found long ago about the same schema.
    ///
    /// An event is remembered with the look or not at all, and only when the look before it found the contrary: of two
    /// monitors that see the same beginning one tells it.
    /// - Parameters:
    ///   - check: what one look found.
    ///   - event: what is to be delivered of it, a JSON text by its kind; nil when nothing is.
    ///   - days: how long before this look an earlier one is still kept, ≥ 1.
    /// - Throws: ``LedgerError``; then nothing is remembered and nothing forgotten.
    public func record(
        _ check: DriftCheck, telling event: (kind: String, payload: String)? = nil, keepingDays days: Int = 90
    ) throws(LedgerError) {
        try write { database in
            if let event {
                let before = try Bool.fetchOne(
                    database,
                    sql: "SELECT drifted FROM drift_checks WHERE schema = ? ORDER BY id DESC LIMIT 1",
                    arguments: [check.schema])
                if before ?? false != check.isDrifted {
                    _ = try Self.queueDelivery(
                        kind: event.kind, payload: event.payload, at: check.checkedAt, in: database)
                }
            }
            try database.execute(
                sql: """
                    INSERT INTO drift_checks (
                        checked_at, schema, model_name, model_version, row_count, first_observed_at, last_observed_at,
                        severity, drifted, scores)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    check.checkedAt.milliseconds, check.schema, check.modelName, check.modelVersion, check.rowCount,
                    check.from?.milliseconds, check.to?.milliseconds, check.severity, check.isDrifted, check.scores,
                ])
            try database.execute(
                sql: "DELETE FROM drift_checks WHERE schema = ? AND checked_at < ?",
                arguments: [check.schema, check.checkedAt.milliseconds - Int64(days) * Timestamp.millisecondsPerDay])
        }
    }

    /// What the monitor found, the earliest first.
    /// - Parameters:
    ///   - schema: the schema of the inputs.
    ///   - moment: nothing older is asked for.
    ///   - limit: at most so many, ≥ 1; of more the newest are returned.
    /// - Returns: the looks.
    /// - Throws: ``LedgerError``.
    public func driftChecks(
        ofSchema schema: String, since moment: Timestamp, limit: Int
    ) throws(LedgerError) -> [DriftCheck] {
        try read { database in
            try Row.fetchAll(
                database,
                sql: """
                    SELECT * FROM drift_checks WHERE schema = ? AND checked_at >= ?
                    ORDER BY checked_at DESC, id DESC LIMIT ?
                    """,
                arguments: [schema, moment.milliseconds, limit]
            ).reversed().map { row in
                DriftCheck(
                    checkedAt: .init(milliseconds: row["checked_at"]), schema: row["schema"],
                    modelName: row["model_name"], modelVersion: row["model_version"], rowCount: row["row_count"],
                    from: (row["first_observed_at"] as Int64?).map(Timestamp.init(milliseconds:)),
                    to: (row["last_observed_at"] as Int64?).map(Timestamp.init(milliseconds:)),
                    severity: row["severity"], isDrifted: row["drifted"], scores: row["scores"])
            }
        }
    }
}
