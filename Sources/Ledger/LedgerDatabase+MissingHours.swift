import GRDB
import Readings

extension LedgerDatabase {
    /// Notes hours without a reading; a later note about the same hour replaces the earlier one.
    /// - Parameter hours: any number.
    /// - Throws: ``LedgerError``; then none is noted.
    public func note(_ hours: [MissingHour]) throws(LedgerError) {
        guard !hours.isEmpty else { return }
        try write { database in
            for hour in hours {
                try database.execute(
                    sql: """
                        INSERT INTO missing_hours (station, hour, reason, noted_at) VALUES (?, ?, ?, ?)
                        ON CONFLICT DO UPDATE SET reason = excluded.reason, noted_at = excluded.noted_at
                        """,
                    arguments: [hour.station, hour.hour, hour.reason, hour.notedAt.milliseconds])
            }
        }
    }

    /// Forgets hours that have a reading by now.
    /// - Parameter hours: stations with hours since 1970.
    /// - Throws: ``LedgerError``; then none is forgotten.
    public func settle(_ hours: [(station: String, hour: Int64)]) throws(LedgerError) {
        guard !hours.isEmpty else { return }
        try write { database in
            for hour in hours {
                try database.execute(
                    sql: "DELETE FROM missing_hours WHERE station = ? AND hour = ?",
                    arguments: [hour.station, hour.hour])
            }
        }
    }

    /// All hours that were noted and not settled, by hour and station.
    /// - Returns: the hours.
    /// - Throws: ``LedgerError``.
    public func missingHours() throws(LedgerError) -> [MissingHour] {
        try read { database in
            try Row.fetchAll(
                database, sql: "SELECT station, hour, reason, noted_at FROM missing_hours ORDER BY hour, station"
            ).map {
                MissingHour(
                    station: $0["station"], hour: $0["hour"], reason: $0["reason"],
                    notedAt: .init(milliseconds: $0["noted_at"]))
            }
        }
    }
}
