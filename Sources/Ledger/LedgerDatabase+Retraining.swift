import GRDB
public import Readings

extension LedgerDatabase {
    /// Asks for a retraining when enough readings are new since the last time that was asked, or since the count began.
    ///
    /// The count of stored readings is what counts, not the calls of this method: a crash between storing and asking
    /// loses nothing. While a request of this kind is open, it is brought up to date instead of a second one made.
    /// - Parameters:
    ///   - schema: the schema of the readings.
    ///   - readingCount: readings of the schema that are stored now.
    ///   - threshold: how many new ones are enough, ≥ 1.
    ///   - moment: the present moment.
    /// - Returns: whether a request was made.
    /// - Throws: ``LedgerError``.
    @discardableResult
    public func requestRetraining(
        ofSchema schema: String, readingCount: Int, threshold: Int, at moment: Timestamp
    ) throws(LedgerError) -> Bool {
        try write { database in
            let before =
                try Int.fetchOne(
                    database, sql: "SELECT reading_count FROM growth WHERE schema = ?", arguments: [schema]) ?? 0
            guard readingCount - before >= threshold else { return false }
            try Self.setGrowth(database, schema: schema, readingCount: readingCount)
            let detail = "\(readingCount) readings, \(readingCount - before) of them since the last count"
            try database.execute(
                sql: """
                    UPDATE retraining_requests SET reading_count = ?, detail = ?
                    WHERE schema = ? AND origin = ? AND settled_at IS NULL
                    """,
                arguments: [readingCount, detail, schema, RetrainingRequest.Origin.newReadings.rawValue])
            guard database.changesCount == 0 else { return false }
            try database.execute(
                sql: """
                    INSERT INTO retraining_requests (asked_at, origin, schema, reading_count, detail)
                    VALUES (?, ?, ?, ?, ?)
                    """,
                arguments: [
                    moment.milliseconds, RetrainingRequest.Origin.newReadings.rawValue, schema, readingCount,
                    detail,
                ])
            return true
        }
    }

    /// Begins to count new readings from here, unless a count has begun before.
    /// - Parameters:
    ///   - schema: the schema of the readings.
    ///   - readingCount: readings of the schema that are stored now.
    /// - Throws: ``LedgerError``.
    public func beginCountingReadings(ofSchema schema: String, from readingCount: Int) throws(LedgerError) {
        try write { database in
            try database.execute(
                sql: "INSERT INTO growth (schema, reading_count) VALUES (?, ?) ON CONFLICT DO NOTHING",
                arguments: [schema, readingCount])
        }
    }

    /// The count of readings at the last request, or where the count began.
    /// - Parameter schema: the schema of the readings.
    /// - Returns: readings, 0 before any count.
    /// - Throws: ``LedgerError``.
    public func countedReadings(ofSchema schema: String) throws(LedgerError) -> Int {
        try read { database in
            try Int.fetchOne(
                database, sql: "SELECT reading_count FROM growth WHERE schema = ?", arguments: [schema]) ?? 0
        }
    }

    /// The requests that nobody has settled, in their order.
    /// - Returns: the requests.
    /// - Throws: ``LedgerError``.
    public func openRetrainingRequests() throws(LedgerError) -> [RetrainingRequest] {
        try read { database in
            try Row.fetchAll(database, sql: "SELECT * FROM retraining_requests WHERE settled_at IS NULL ORDER BY id")
                .compactMap { row in
                    RetrainingRequest.Origin(rawValue: row["origin"]).map {
                        RetrainingRequest(
                            id: row["id"], askedAt: .init(milliseconds: row["asked_at"]), origin: $0,
                            schema: row["schema"], readingCount: row["reading_count"], detail: row["detail"],
                            purpose: row["is_cancellation"]
                                ? .cancellation(
                                    of: (row["cancelled_training"] as Int64?).map { Timestamp(milliseconds: $0) })
                                : .training)
                    }
                }
        }
    }

    /// Asks for a retraining because a person wants one. While a request of the same words is open, that one stands.
    /// - Parameters:
    ///   - schema: the schema whose models are meant.
    ///   - detail: who asks and why, for people.
    ///   - moment: the present moment.
    /// - Returns: the request's number, and whether it is new.
    /// - Throws: ``LedgerError``.
    public func requestRetraining(
        ofSchema schema: String, byPerson detail: String, at moment: Timestamp
    ) async throws(LedgerError) -> (id: Int64, isNew: Bool) {
        try await writeWithoutWaiting { database in
            try Self.request(ofSchema: schema, origin: .person, detail: detail, database, at: moment)
        }
    }

    /// Makes a request, unless the same one is open.
    static func request(
        ofSchema schema: String, origin: RetrainingRequest.Origin, detail: String, _ database: Database,
        at moment: Timestamp
    ) throws -> (id: Int64, isNew: Bool) {
        let open = try Int64.fetchOne(
            database,
            sql: """
                SELECT id FROM retraining_requests
                WHERE schema = ? AND origin = ? AND detail = ? AND settled_at IS NULL AND NOT is_cancellation
                """,
            arguments: [schema, origin.rawValue, detail])
        if let open { return (open, false) }
        try database.execute(
            sql: """
                INSERT INTO retraining_requests (asked_at, origin, schema, reading_count, detail)
                VALUES (?, ?, ?, coalesce((SELECT reading_count FROM growth WHERE schema = ?), 0), ?)
                """,
            arguments: [moment.milliseconds, origin.rawValue, schema, schema, detail])
        return (database.lastInsertedRowID, true)
    }

    private static func setGrowth(_ database: Database, schema: String, readingCount: Int) throws {
        try database.execute(
            sql: """
                INSERT INTO growth (schema, reading_count) VALUES (?, ?)
                ON CONFLICT DO UPDATE SET reading_count = excluded.reading_count
                """,
            arguments: [schema, readingCount])
    }
}
