import GRDB
public import Readings

extension LedgerDatabase {
    /// Remembers that days of a station's history were fetched and stored whole.
    /// - Parameters:
    ///   - source: the archive.
    ///   - stations: whose days.
    ///   - days: counted since 1970 in UTC.
    ///   - moment: when they were fetched.
    /// - Throws: ``LedgerError``; then none is remembered.
    public func markBackfilled(
        from source: String, stations: [String], days: ClosedRange<Int64>, at moment: Timestamp
    ) throws(LedgerError) {
        try write { database in
            for station in stations {
                for day in days {
                    try database.execute(
                        sql: """
                            INSERT INTO backfills (source, station, day, fetched_at) VALUES (?, ?, ?, ?)
                            ON CONFLICT DO UPDATE SET fetched_at = excluded.fetched_at
                            """,
                        arguments: [source, station, day, moment.milliseconds])
                }
            }
        }
    }

    /// The days of a station's history that were fetched and stored whole.
    /// - Parameters:
    ///   - source: the archive.
    ///   - station: whose days.
    ///   - days: the days asked about, counted since 1970 in UTC.
    /// - Returns: those of the days that are done.
    /// - Throws: ``LedgerError``.
    public func backfilledDays(
        from source: String, station: String, within days: ClosedRange<Int64>
    ) throws(LedgerError) -> Set<Int64> {
        try read { database in
            try Set(
                Int64.fetchAll(
                    database,
                    sql: "SELECT day FROM backfills WHERE source = ? AND station = ? AND day BETWEEN ? AND ?",
                    arguments: [source, station, days.lowerBound, days.upperBound]))
        }
    }
}
