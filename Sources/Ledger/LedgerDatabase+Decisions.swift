import GRDB
public import Readings

extension LedgerDatabase {
    /// Keeps decisions with the state of the loop that made them, and settles the requests that they answer: all or nothing.
    /// - Parameters:
    ///   - decisions: in their order.
    ///   - states: the loop's states by name, JSON texts that the ledger keeps as they are.
    ///   - settled: requests that are settled without a decision, and when.
    /// - Throws: ``LedgerError``; then nothing is changed.
    public func record(
        _ decisions: [DecisionRecord], states: [String: String],
        settling settled: (requests: [Int64], at: Timestamp)? = nil
    ) throws(LedgerError) {
        try write { database in
            for request in settled?.requests ?? [] {
                try database.execute(
                    sql: "UPDATE retraining_requests SET settled_at = ? WHERE id = ? AND settled_at IS NULL",
                    arguments: [settled?.at.milliseconds, request])
            }
            for decision in decisions {
                try database.execute(
                    sql: """
                        INSERT INTO decisions (moment, schema, model, version, verdict, reasons, sentence, inputs)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                        """,
                    arguments: [
                        decision.moment.milliseconds, decision.schema, decision.model, decision.version,
                        decision.verdict, decision.reasons.joined(separator: ","), decision.sentence, decision.inputs,
                    ])
                let id = database.lastInsertedRowID
                for request in decision.requests {
                    try database.execute(
                        sql: """
                            UPDATE retraining_requests SET settled_at = ?, decision = ?
                            WHERE id = ? AND settled_at IS NULL
                            """, arguments: [decision.moment.milliseconds, id, request])
                }
            }
            for (name, state) in states {
                try database.execute(
                    sql: """
                        INSERT INTO loop_states (name, state) VALUES (?, ?)
                        ON CONFLICT DO UPDATE SET state = excluded.state
                        """, arguments: [name, state])
            }
        }
    }

    /// A state of the loop.
    /// - Parameter name: whose.
    /// - Returns: the JSON text that was kept; nil before any.
    /// - Throws: ``LedgerError``.
    public func loopState(_ name: String) throws(LedgerError) -> String? {
        try read { database in
            try String.fetchOne(database, sql: "SELECT state FROM loop_states WHERE name = ?", arguments: [name])
        }
    }

    /// Decisions, the newest first.
    /// - Parameters:
    ///   - limit: at most so many, ≥ 1.
    ///   - moment: none that fell before.
    /// - Returns: the decisions with the requests that they answered.
    /// - Throws: ``LedgerError``.
    public func decisions(limit: Int, since moment: Timestamp? = nil) throws(LedgerError) -> [DecisionRecord] {
        try read { database in
            try Row.fetchAll(
                database,
                sql: "SELECT * FROM decisions WHERE moment >= ? ORDER BY id DESC LIMIT ?",
                arguments: [moment?.milliseconds ?? .min, limit]
            ).map { row in
                let id: Int64 = row["id"]
                let requests = try Int64.fetchAll(
                    database, sql: "SELECT id FROM retraining_requests WHERE decision = ? ORDER BY id", arguments: [id])
                let reasons: String = row["reasons"]
                return DecisionRecord(
                    moment: Timestamp(milliseconds: row["moment"]), schema: row["schema"], model: row["model"],
                    version: row["version"], verdict: row["verdict"],
                    reasons: reasons.split(separator: ",").map(String.init), sentence: row["sentence"],
                    inputs: row["inputs"], requests: requests)
            }
        }
    }
}
