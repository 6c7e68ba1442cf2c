import GRDB
public import Readings

extension LedgerDatabase {
    /// Adds to the counts of the UTC day of a moment.
    /// - Parameters:
    ///   - counts: what was found since the last call.
    ///   - moment: when.
    /// - Throws: ``LedgerError``; then nothing is added.
    public func add(_ counts: [QualityCount], at moment: Timestamp) throws(LedgerError) {
        guard !counts.isEmpty else { return }
        try write { database in
            for count in counts {
                try database.execute(
                    sql: """
                        INSERT INTO quality (day, schema, source, station, reason, count) VALUES (?, ?, ?, ?, ?, ?)
                        ON CONFLICT DO UPDATE SET count = count + excluded.count
                        """,
                    arguments: [
                        moment.dayIndex, count.schema, count.source, count.station, count.reason, count.count,
                    ])
            }
        }
    }

    /// The sums of the counts over some UTC days.
    /// - Parameter days: counted since 1970.
    /// - Returns: sums by schema, source, station and reason, in this order.
    /// - Throws: ``LedgerError``.
    public func qualityCounts(days: ClosedRange<Int64>) throws(LedgerError) -> [QualityCount] {
        try read { database in
            try Row.fetchAll(
                database,
                sql: """
                    SELECT schema, source, station, reason, SUM(count) AS total FROM quality
                    WHERE day BETWEEN ? AND ? GROUP BY schema, source, station, reason
                    ORDER BY schema, source, station, reason
                    """,
                arguments: [days.lowerBound, days.upperBound]
            ).map {
                QualityCount(
                    schema: $0["schema"], source: $0["source"], station: $0["station"], reason: $0["reason"],
                    count: $0["total"])
            }
        }
    }
}
