public import Ledger
public import Registry
import Synchronization

/// Counts how often each version is asked and fails inside, in memory; who keeps the counts takes them from here.
public final class AnswerTally: Sendable {
    private struct Key: Hashable {
        let model: String
        let version: Int
    }

    private let counts = Mutex<[Key: (answers: Int, failures: Int)]>([:])

    /// A tally of nothing.
    public init() {}

    /// Runs a version's answer, and counts it.
    /// - Parameters:
    ///   - version: who answers.
    ///   - answer: the answer to one row.
    /// - Returns: what it answers.
    /// - Throws: what it throws, which is a failure.
    public func counting<Answer, Failure>(
        _ version: ModelVersion, _ answer: () throws(Failure) -> Answer
    ) throws(Failure) -> Answer {
        do {
            let answer = try answer()
            add(VersionAnswers(model: version.name, version: version.number, answers: 1, failures: 0))
            return answer
        } catch {
            add(VersionAnswers(model: version.name, version: version.number, answers: 1, failures: 1))
            throw error
        }
    }

    /// Adds counts, such as those that could not be kept.
    /// - Parameter count: of one version.
    public func add(_ count: VersionAnswers) {
        counts.withLock { counts in
            let key = Key(model: count.model, version: count.version)
            let before = counts[key] ?? (0, 0)
            counts[key] = (before.answers + count.answers, before.failures + count.failures)
        }
    }

    /// Takes what was counted since the last time.
    /// - Returns: one for each version that was asked, by name and number.
    public func take() -> [VersionAnswers] {
        let taken = counts.withLock { counts in
            defer { counts = [:] }
            return counts
        }
        return taken.map { key, count in
            VersionAnswers(
                model: key.model, version: key.version, answers: count.answers, failures: count.failures)
        }.sorted { ($0.model, $0.version) < ($1.model, $1.version) }
    }
}
