import GRDB
public import Readings

extension LedgerDatabase {
    /// Counts one call to a service, if its limit of the UTC day allows it. To be asked before every call, also one that
    /// repeats a failed one: a call that is then not made stays counted, so the limit is never exceeded.
    /// - Parameters:
    ///   - source: the service.
    ///   - moment: when the call is made.
    ///   - limit: calls a UTC day, ≥ 0.
    ///   - weight: how many calls the service takes it for, ≥ 1.
    /// - Returns: whether the call may be made.
    /// - Throws: ``LedgerError``; the call must then not be made.
    public func countCall(
        to source: String, at moment: Timestamp, limit: Int, weight: Int = 1
    ) throws(LedgerError) -> Bool {
        try write { database in
            try database.execute(
                sql: """
                    INSERT INTO calls (source, day, count) SELECT :source, :day, :weight WHERE :weight <= :limit
                    ON CONFLICT (source, day) DO UPDATE SET count = count + :weight WHERE count + :weight <= :limit
                    """,
                arguments: ["source": source, "day": moment.dayIndex, "limit": limit, "weight": weight])
            return database.changesCount == 1
        }
    }

    /// Calls made to a service in the UTC day of a moment.
    /// - Parameters:
    ///   - source: the service.
    ///   - moment: a moment of the day.
    /// - Returns: calls counted, 0 for an unknown service.
    /// - Throws: ``LedgerError``.
    public func calls(to source: String, onDayOf moment: Timestamp) throws(LedgerError) -> Int {
        try read { database in
            try Int.fetchOne(
                database, sql: "SELECT count FROM calls WHERE source = ? AND day = ?",
                arguments: [source, moment.dayIndex]) ?? 0
        }
    }

    /// Calls made to a service by day.
    /// - Parameter source: the service.
    /// - Returns: days since 1970 with their calls, ascending.
    /// - Throws: ``LedgerError``.
    public func callsByDay(to source: String) throws(LedgerError) -> [(day: Int64, count: Int)] {
        try read { database in
            try Row.fetchAll(
                database, sql: "SELECT day, count FROM calls WHERE source = ? ORDER BY day", arguments: [source]
            ).map { (day: $0["day"], count: $0["count"]) }
        }
    }
}
