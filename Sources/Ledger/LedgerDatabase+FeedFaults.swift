import GRDB
public import Readings

extension LedgerDatabase {
    /// What has changed about a feed.
    public enum FeedChange: Sendable {
        /// It is not believed any more.
        case begun
        /// It is believed again.
        case ended
    }

    /// How long ago a fault may have been found, or have ended, to be told: history that is imported is no news.
    private static let hoursOfNews = 48

    /// Remembers the faults that the newest judgement found.
    ///
    /// An event is remembered with the fault or not at all, and once: of two that judge the same readings one tells. A
    /// fault that lies before what is judged now has become part of what is trusted, and ends there, unless it is found
    /// again: then it goes on as the same one. So does one that readings which came late let be found at another hour.
    /// - Parameters:
    ///   - faults: all that were found.
    ///   - schema: the kind of station.
    ///   - start: the first moment that was judged.
    ///   - moment: the present one.
    ///   - isTold: whether events are to be delivered.
    /// - Returns: what has begun and ended since the last time, as far as it is news.
    /// - Throws: ``LedgerError``; then nothing is remembered.
    public func record(
        _ faults: [FeedFaultRecord], ofSchema schema: String, judgedFrom start: Timestamp, at moment: Timestamp,
        telling isTold: Bool
    ) throws(LedgerError) -> [(fault: FeedFaultRecord, change: FeedChange)] {
        try write { database in
            let known = try Self.faults(
                database, sql: "SELECT * FROM feed_faults WHERE schema = ?", arguments: [schema])
            let byName = Dictionary(known.map { (Name($0), $0) }) { first, _ in first }
            var changes: [(fault: FeedFaultRecord, change: FeedChange)] = []
            let told = Set(faults.map(Name.init))
            var lost = known.filter { !told.contains(Name($0)) }
            let faults = faults.map { fault in
                if let old = known.last(where: { $0.isBefore(start, andGoesOnAs: fault) }) {
                    return old.ended(at: fault.endedAt)
                }
                guard byName[Name(fault)] == nil, let place = lost.firstIndex(where: { $0.isSame(as: fault) }) else {
                    return fault
                }
                return fault.goingOn(from: lost.remove(at: place))
            }
            for fault in faults {
                let before = byName[Name(fault)]
                if before == fault { continue }
                try Self.store(fault, in: database)
                if before == nil, fault.endedAt == nil { changes.append((fault, .begun)) }
                if let before, before.endedAt == nil, fault.endedAt != nil { changes.append((fault, .ended)) }
            }
            let found = Set(faults.map(Name.init))
            for gone in known where gone.endedAt == nil && !found.contains(Name(gone)) {
                let ended = gone.ended(at: max(start, gone.foundAt))
                try Self.store(ended, in: database)
                changes.append((ended, .ended))
            }
            let news = changes.filter {
                ($0.fault.endedAt ?? $0.fault.foundAt) >= moment.advanced(hours: -Self.hoursOfNews)
            }
            for (fault, change) in news where isTold {
                _ = try Self.queueDelivery(
                    kind: change == .begun ? "feed.fault" : "feed.recovered", payload: fault.payload, at: moment,
                    in: database)
            }
            return news
        }
    }

    /// Faults of feeds, the earliest first.
    /// - Parameters:
    ///   - schema: the kind of station.
    ///   - moment: nothing that had ended before is asked for.
    /// - Returns: the faults.
    /// - Throws: ``LedgerError``.
    public func feedFaults(ofSchema schema: String, since moment: Timestamp) throws(LedgerError) -> [FeedFaultRecord] {
        try read { database in
            try Self.faults(
                database,
                sql: """
                    SELECT * FROM feed_faults WHERE schema = ? AND (ended_at IS NULL OR ended_at >= ?)
                    ORDER BY found_at, station, sensor
                    """,
                arguments: [schema, moment.milliseconds])
        }
    }

    /// What makes a fault the same one.
    private struct Name: Hashable {
        let station: String
        let sensor: String
        let foundAt: Timestamp

        init(_ fault: FeedFaultRecord) {
            (station, sensor, foundAt) = (fault.station, fault.sensor, fault.foundAt)
        }
    }

    private static func store(_ fault: FeedFaultRecord, in database: Database) throws {
        try database.execute(
            sql: """
                INSERT INTO feed_faults (
                    schema, station, sensor, cause, onset, found_at, ended_at, sentence, payload)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (schema, station, sensor, found_at) DO UPDATE SET
                    cause = excluded.cause, onset = excluded.onset, ended_at = excluded.ended_at,
                    sentence = excluded.sentence, payload = excluded.payload
                """,
            arguments: [
                fault.schema, fault.station, fault.sensor, fault.cause, fault.onset.milliseconds,
                fault.foundAt.milliseconds, fault.endedAt?.milliseconds, fault.sentence, fault.payload,
            ])
    }

    private static func faults(
        _ database: Database, sql: String, arguments: StatementArguments
    ) throws -> [FeedFaultRecord] {
        try Row.fetchAll(database, sql: sql, arguments: arguments).map { row in
            FeedFaultRecord(
                schema: row["schema"], station: row["station"], sensor: row["sensor"], cause: row["cause"],
                onset: Timestamp(milliseconds: row["onset"]), foundAt: Timestamp(milliseconds: row["found_at"]),
                endedAt: (row["ended_at"] as Int64?).map(Timestamp.init(milliseconds:)), sentence: row["sentence"],
                payload: row["payload"])
        }
    }
}

extension FeedFaultRecord {
    /// Whether this was found before a moment from which on all is judged anew, and a finding from then on is of the same
    /// fault.
    fileprivate func isBefore(_ start: Timestamp, andGoesOnAs fault: FeedFaultRecord) -> Bool {
        foundAt < start && station == fault.station && sensor == fault.sensor && foundAt < fault.foundAt
            && (endedAt == nil || endedAt == fault.endedAt)
    }

    /// Whether a finding about the same feed lies in the hours of this fault, or ends as it does.
    fileprivate func isSame(as fault: FeedFaultRecord) -> Bool {
        guard station == fault.station, sensor == fault.sensor else { return false }
        return endedAt == nil ? fault.endedAt.map { onset < $0 } ?? true : endedAt == fault.endedAt
    }

    /// This as a fault that is known already. Hours that were doubted stay so.
    fileprivate func goingOn(from known: FeedFaultRecord) -> FeedFaultRecord {
        FeedFaultRecord(
            schema: schema, station: station, sensor: sensor, cause: cause, onset: min(onset, known.onset),
            foundAt: known.foundAt, endedAt: endedAt, sentence: sentence, payload: payload)
    }

    fileprivate func ended(at moment: Timestamp?) -> FeedFaultRecord {
        FeedFaultRecord(
            schema: schema, station: station, sensor: sensor, cause: cause, onset: onset, foundAt: foundAt,
            endedAt: moment, sentence: sentence, payload: payload)
    }
}
