import GRDB
public import Readings

extension LedgerDatabase {
    /// Hours for which counts of answers are kept.
    private static let hoursOfAnswers: Int64 = 90 * 24

    /// Adds to the counts of the hour of a moment, of whichever process.
    /// - Parameters:
    ///   - counts: what was answered since the last call.
    ///   - moment: when.
    /// - Throws: ``LedgerError``; then nothing is added.
    public func add(_ counts: [VersionAnswers], at moment: Timestamp) throws(LedgerError) {
        guard !counts.isEmpty else { return }
        try write { database in
            for count in counts {
                try database.execute(
                    sql: """
                        INSERT INTO version_answers (model, version, hour, answers, failures) VALUES (?, ?, ?, ?, ?)
                        ON CONFLICT DO UPDATE SET answers = answers + excluded.answers,
                            failures = failures + excluded.failures
                        """,
                    arguments: [count.model, count.version, moment.hourIndex, count.answers, count.failures])
            }
            try database.execute(
                sql: "DELETE FROM version_answers WHERE hour < ?", arguments: [moment.hourIndex - Self.hoursOfAnswers])
        }
    }

    /// How often a version was asked since a moment, and could not answer.
    /// - Parameters:
    ///   - model: the model's name.
    ///   - version: the version.
    ///   - moment: its whole hour counts.
    /// - Returns: the sums over all processes; 0 where nothing was asked.
    /// - Throws: ``LedgerError``.
    public func answers(
        ofModel model: String, version: Int, since moment: Timestamp
    ) throws(LedgerError) -> VersionAnswers {
        try read { database in
            let row = try Row.fetchOne(
                database,
                sql: """
                    SELECT coalesce(sum(answers), 0) AS answers, coalesce(sum(failures), 0) AS failures
                    FROM version_answers WHERE model = ? AND version = ? AND hour >= ?
                    """, arguments: [model, version, moment.hourIndex])
            return VersionAnswers(
                model: model, version: version, answers: row?["answers"] ?? 0, failures: row?["failures"] ?? 0)
        }
    }
}
