import GRDB
public import Readings

extension LedgerDatabase {
    /// Remembers that a service must not be called for a while; a later end stands.
    /// - Parameters:
    ///   - source: the service.
    ///   - until: no call before this moment.
    ///   - reason: why, in the service's words.
    /// - Throws: ``LedgerError``.
    public func pause(_ source: String, until: Timestamp, reason: String) throws(LedgerError) {
        try write { database in
            try database.execute(
                sql: """
                    INSERT INTO pauses (source, until, reason) VALUES (?, ?, ?)
                    ON CONFLICT (source) DO UPDATE SET until = excluded.until, reason = excluded.reason
                    WHERE excluded.until > until
                    """,
                arguments: [source, until.milliseconds, reason])
        }
    }

    /// Until when a service must not be called.
    ///
    /// A pause that would end more than a day after the present was made by a clock that has been set back since; it
    /// does not count.
    /// - Parameters:
    ///   - source: the service.
    ///   - now: the present moment.
    /// - Returns: the end and the reason, nil when it may be called.
    /// - Throws: ``LedgerError``.
    public func pause(of source: String, at now: Timestamp) throws(LedgerError) -> (until: Timestamp, reason: String)? {
        try read { database in
            try Row.fetchOne(
                database, sql: "SELECT until, reason FROM pauses WHERE source = ? AND until > ? AND until <= ?",
                arguments: [source, now.milliseconds, now.advanced(hours: 24).milliseconds]
            ).map { (until: Timestamp(milliseconds: $0["until"]), reason: $0["reason"]) }
        }
    }
}
