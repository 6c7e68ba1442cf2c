import GRDB
public import Readings

extension LedgerDatabase {
    /// Occurrences of alerts that are kept: beyond this the oldest are forgotten.
    public static let alertLimit = 10_000

    /// Records alerts that were reported together, each occurrence once: a fingerprint with the moment since when it
    /// fires. What is reported again is counted, and its record becomes as it was reported last.
    ///
    /// A firing alert that was not known makes a request to retrain where it asks for one. While a request of the same
    /// alert is open, that one stands. An alert that has ended asks for nothing.
    /// - Parameters:
    ///   - alerts: in the order in which they are to be taken.
    ///   - moment: the present moment.
    /// - Returns: what became of them.
    /// - Throws: ``LedgerError``; then none is recorded and nothing is requested.
    public func record(_ alerts: [ReceivedAlert], at moment: Timestamp) async throws(LedgerError) -> AlertReceipt {
        try await writeWithoutWaiting { database in
            var receipt = AlertReceipt()
            for alert in alerts {
                let isKnown = try Self.bringUpToDate(alert, database, at: moment)
                switch alert.status {
                case .resolved: receipt.resolved += 1
                case .firing where isKnown: receipt.repeated += 1
                case .firing: receipt.recorded += 1
                }
                guard !isKnown else { continue }
                var request: Int64?
                if alert.status == .firing, let schema = alert.retrainingSchema {
                    let made = try Self.requestRetraining(ofSchema: schema, by: alert, database, at: moment)
                    receipt.requested += made.isNew ? 1 : 0
                    request = made.id
                }
                try Self.insert(alert, request: request, database, at: moment)
            }
            try database.execute(
                sql: "DELETE FROM alerts WHERE id <= (SELECT max(id) FROM alerts) - ?", arguments: [Self.alertLimit])
            return receipt
        }
    }

    /// The occurrences of alerts that were recorded, the newest first.
    /// - Parameter limit: at most so many, ≥ 1.
    /// - Returns: the occurrences.
    /// - Throws: ``LedgerError``.
    public func recordedAlerts(limit: Int) async throws(LedgerError) -> [RecordedAlert] {
        try await readWithoutWaiting { database in
            try Row.fetchAll(
                database,
                sql: """
                    SELECT alerts.*, retraining_requests.schema AS request_schema
                    FROM alerts LEFT JOIN retraining_requests ON retraining_requests.id = alerts.request
                    ORDER BY alerts.id DESC LIMIT ?
                    """, arguments: [limit]
            ).compactMap(RecordedAlert.init(row:))
        }
    }

    /// Whether the alert was known.
    private static func bringUpToDate(
        _ alert: ReceivedAlert, _ database: Database, at moment: Timestamp
    ) throws -> Bool {
        try database.execute(
            sql: """
                UPDATE alerts SET status = ?, labels = ?, annotations = ?, ends_at = ?, last_received_at = ?,
                    times_received = times_received + 1
                WHERE fingerprint = ? AND starts_at = ?
                """,
            arguments: [
                alert.status.rawValue, alert.labels, alert.annotations, alert.endsAt?.milliseconds,
                moment.milliseconds, alert.fingerprint, alert.startsAt.milliseconds,
            ])
        return database.changesCount > 0
    }

    private static func insert(
        _ alert: ReceivedAlert, request: Int64?, _ database: Database, at moment: Timestamp
    ) throws {
        try database.execute(
            sql: """
                INSERT INTO alerts (
                    fingerprint, starts_at, alertname, status, labels, annotations, first_received_at,
                    last_received_at, ends_at, times_received, request)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 1, ?)
                """,
            arguments: [
                alert.fingerprint, alert.startsAt.milliseconds, alert.name, alert.status.rawValue, alert.labels,
                alert.annotations, moment.milliseconds, moment.milliseconds, alert.endsAt?.milliseconds, request,
            ])
    }

    private static func requestRetraining(
        ofSchema schema: String, by alert: ReceivedAlert, _ database: Database, at moment: Timestamp
    ) throws -> (id: Int64, isNew: Bool) {
        try request(
            ofSchema: schema, origin: .alert, detail: "alert \(alert.name), fingerprint \(alert.fingerprint)", database,
            at: moment)
    }
}

extension RecordedAlert {
    fileprivate init?(row: Row) {
        guard let status = AlertStatus(rawValue: row["status"]) else { return nil }
        self.init(
            id: row["id"],
            alert: ReceivedAlert(
                fingerprint: row["fingerprint"], startsAt: Timestamp(milliseconds: row["starts_at"]),
                endsAt: (row["ends_at"] as Int64?).map(Timestamp.init(milliseconds:)), name: row["alertname"],
                status: status, labels: row["labels"], annotations: row["annotations"],
                retrainingSchema: row["request_schema"]),
            firstReceivedAt: Timestamp(milliseconds: row["first_received_at"]),
            lastReceivedAt: Timestamp(milliseconds: row["last_received_at"]),
            timesReceived: row["times_received"], requestID: row["request"])
    }
}
