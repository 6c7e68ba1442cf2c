import GRDB
public import Readings

extension LedgerDatabase {
    /// Remembers a move of an alias, unless the newest one that is known led to the same version. Where the move names no
    /// predecessor that is the version of the newest one.
    /// - Parameter move: the move.
    /// - Returns: whether it was new.
    /// - Throws: ``LedgerError``.
    @discardableResult
    public func record(_ move: AliasMove) throws(LedgerError) -> Bool {
        try write { database in
            let newest = try Row.fetchOne(
                database,
                sql: "SELECT version FROM alias_moves WHERE model = ? AND alias = ? ORDER BY id DESC LIMIT 1",
                arguments: [move.model, move.alias])
            if let newest, newest["version"] as Int? == move.version { return false }
            try database.execute(
                sql: """
                    INSERT INTO alias_moves (model, alias, version, predecessor, moved_at, cause, is_return)
                    VALUES (?, ?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    move.model, move.alias, move.version, move.predecessor ?? newest?["version"],
                    move.movedAt.milliseconds, move.cause, move.isReturn,
                ])
            return true
        }
    }

    /// The moves of a model's aliases, the newest first.
    /// - Parameters:
    ///   - model: the model's name.
    ///   - limit: at most so many, ≥ 1.
    /// - Returns: the moves.
    /// - Throws: ``LedgerError``.
    public func aliasMoves(ofModel model: String, limit: Int) throws(LedgerError) -> [AliasMove] {
        try read { database in
            try Row.fetchAll(
                database, sql: "SELECT * FROM alias_moves WHERE model = ? ORDER BY id DESC LIMIT ?",
                arguments: [model, limit]
            ).map(AliasMove.init(row:))
        }
    }

    /// Which version an alias pointed at.
    /// - Parameters:
    ///   - alias: the alias.
    ///   - model: the model's name.
    ///   - moment: any moment; of moves within one millisecond the last counts.
    /// - Returns: nil before the first move that is known, and where it pointed at none.
    /// - Throws: ``LedgerError``.
    public func version(behind alias: String, ofModel model: String, at moment: Timestamp) throws(LedgerError) -> Int? {
        try read { database in
            try Row.fetchOne(
                database,
                sql: """
                    SELECT version FROM alias_moves WHERE model = ? AND alias = ? AND moved_at <= ?
                    ORDER BY moved_at DESC, id DESC LIMIT 1
                    """, arguments: [model, alias, moment.milliseconds])?["version"]
        }
    }

    /// Remembers that a person approved a version.
    /// - Parameters:
    ///   - version: the version.
    ///   - model: the model's name.
    ///   - moment: when.
    /// - Throws: ``LedgerError``.
    public func approve(_ version: Int, ofModel model: String, at moment: Timestamp) throws(LedgerError) {
        try write { database in
            try database.execute(
                sql: """
                    INSERT INTO approvals (model, version, approved_at) VALUES (?, ?, ?)
                    ON CONFLICT DO UPDATE SET approved_at = excluded.approved_at
                    """, arguments: [model, version, moment.milliseconds])
        }
    }

    /// The versions of a model that a person has approved.
    /// - Parameter model: the model's name.
    /// - Returns: their numbers.
    /// - Throws: ``LedgerError``.
    public func approvedVersions(ofModel model: String) throws(LedgerError) -> Set<Int> {
        try read { database in
            Set(try Int.fetchAll(database, sql: "SELECT version FROM approvals WHERE model = ?", arguments: [model]))
        }
    }
}

extension AliasMove {
    fileprivate init(row: Row) {
        self.init(
            model: row["model"], alias: row["alias"], version: row["version"], predecessor: row["predecessor"],
            movedAt: Timestamp(milliseconds: row["moved_at"]), cause: row["cause"], isReturn: row["is_return"])
    }
}
