public import Ledger
public import Readings

/// Takes the challengers of one model from the gate to the end of their trial as champion.
///
/// Verdicts, comparisons and approvals come in, moves of the alias and decisions come out; nothing else is known or touched.
/// As JSON it survives a restart.
public struct PromotionStateMachine: Sendable, Equatable, Codable {
    /// Where a version stands. Moments are milliseconds since 1970.
    public enum Stage: Sendable, Equatable, Codable {
        /// None is on its way.
        case idle
        /// It forecasts beside the champion.
        case shadowing(version: Int, since: Int64)
        /// It waits for a person.
        case waiting(version: Int, since: Int64)
        /// It is champion and is held against its predecessor.
        case onTrial(version: Int, predecessor: Int, since: Int64)

        /// The version that is to be champion next; nil where none is on its way.
        public var challenger: Int? {
            switch self {
            case .idle, .onTrial: nil
            case .shadowing(let version, _), .waiting(let version, _): version
            }
        }

        /// The version that is on its way or on trial.
        public var version: Int? {
            switch self {
            case .idle: nil
            case .shadowing(let version, _), .waiting(let version, _), .onTrial(let version, _, _): version
            }
        }
    }

    /// What is to be done.
    public enum Action: Sendable, Equatable {
        /// A decision is to be kept.
        case record(PromotionDecision)
        /// A version is to become champion, unless another has become it meanwhile; that it is champion already is as good.
        case promote(Int, replacing: Int?)
        /// The predecessor is to become champion again.
        case rollBack(from: Int, to: Int)
    }

    /// What is known at a look.
    public struct Look: Sendable {
        /// The moment.
        public var moment: Timestamp
        /// The champion.
        public var champion: Int?
        /// The version on its way beside the champion, or the champion on trial beside its predecessor; nil where nothing is
        /// known.
        public var comparison: LiveComparison?
        /// Versions that a person has approved.
        public var approved: Set<Int>
        /// How often the champion on trial was asked since its trial began, and could not answer; nil where nothing is known.
        public var answers: VersionAnswers?

        /// What is known.
        public init(
            moment: Timestamp, champion: Int?, comparison: LiveComparison?, approved: Set<Int>,
            answers: VersionAnswers? = nil
        ) {
            self.moment = moment
            self.champion = champion
            self.comparison = comparison
            self.approved = approved
            self.answers = answers
        }
    }

    /// Where a version stands.
    public private(set) var stage = Stage.idle
    /// The champion that a version on its way was held against by the gate.
    private var champion: Int?

    /// A machine without a version on its way.
    public init() {}

    /// A challenger has been trained and looked at by the gate. One that was on its way before gives way to it.
    /// - Parameters:
    ///   - version: the challenger.
    ///   - champion: whom it was held against; nil when there is none.
    ///   - verdict: what the gate found.
    ///   - moment: the present one.
    ///   - rules: those in force.
    /// - Returns: what to do, in this order.
    public mutating func challenger(
        _ version: Int, champion: Int?, verdict: GateVerdict, at moment: Timestamp, rules: PromotionRules
    ) -> [Action] {
        guard verdict.passed else { return [record(version, .refused, verdict.sentence, moment)] }
        let replaced = stage.version.map { record($0, .replaced, "version \(version) has taken its turn", moment) }
        let before = replaced.map { [$0] } ?? []
        self.champion = champion
        stage = .shadowing(version: version, since: moment.milliseconds)
        guard champion != nil, rules.shadowHours > 0 else {
            return before + [record(version, .shadow, verdict.sentence, moment)]
                + ready(version, at: moment, rules: rules)
        }
        let sentence = "\(verdict.sentence); it stands beside the champion for \(rules.shadowHours) h"
        return before + [record(version, .shadow, sentence, moment)]
    }

    /// Takes in what is known now.
    /// - Parameters:
    ///   - look: what is known.
    ///   - rules: those in force.
    /// - Returns: what to do, in this order.
    public mutating func look(_ look: Look, rules: PromotionRules) -> [Action] {
        let moment = look.moment
        func hours(since start: Int64) -> Double {
            Double(moment.milliseconds - start) / Double(Timestamp.millisecondsPerHour)
        }
        switch stage {
        case .idle: return []
        case .shadowing(let version, let since):
            if let overtaken = overtaken(version, look) { return overtaken }
            if let comparison = look.comparison, let found = comparison.worseAfter {
                stage = .idle
                return [record(version, .refused, Self.worse(comparison, after: found, than: "the champion"), moment)]
            }
            guard champion == nil || hours(since: since) >= Double(rules.shadowHours) else { return [] }
            return ready(version, at: moment, rules: rules)
        case .waiting(let version, let since):
            if let overtaken = overtaken(version, look) { return overtaken }
            if look.approved.contains(version) { return [.promote(version, replacing: champion)] }
            guard hours(since: since) >= Double(rules.approvalHours) else { return [] }
            stage = .idle
            return [record(version, .expired, "nobody approved it within \(rules.approvalHours) h", moment)]
        case .onTrial(let version, let predecessor, let since):
            let isWorse = look.comparison?.worseAfter != nil || look.answers?.failTooOften ?? false
            // The predecessor is champion already: moved by a process that ended before it could say so.
            if isWorse, look.champion == predecessor { return [.rollBack(from: version, to: predecessor)] }
            guard look.champion == version else {
                stage = .idle
                let other = look.champion.map { "version \($0)" } ?? "no version"
                return [record(version, .overtaken, "\(other) is champion meanwhile", moment)]
            }
            if isWorse {
                return [.rollBack(from: version, to: predecessor)]
            }
            guard hours(since: since) >= Double(rules.trialHours) else { return [] }
            stage = .idle
            let beside = look.comparison.map { ", \($0.words) beside version \(predecessor)" } ?? ""
            return [record(version, .proven, "it has answered for \(rules.trialHours) h\(beside)", moment)]
        }
    }

    /// The alias has been moved as it was to be.
    /// - Parameters:
    ///   - version: the champion now.
    ///   - predecessor: the one before.
    ///   - moment: the present one.
    ///   - rules: those in force.
    /// - Returns: what to do.
    public mutating func promoted(
        _ version: Int, predecessor: Int?, at moment: Timestamp, rules: PromotionRules
    ) -> [Action] {
        if let predecessor, rules.trialHours > 0 {
            stage = .onTrial(version: version, predecessor: predecessor, since: moment.milliseconds)
        } else {
            stage = .idle
        }
        let before = predecessor.map { "; before it was version \($0)" } ?? ", the first"
        return [record(version, .promoted, "it is champion\(before)", moment)]
    }

    /// The predecessor is champion again.
    /// - Parameters:
    ///   - version: the one that was taken back.
    ///   - predecessor: the champion now.
    ///   - comparison: why, by its forecasts.
    ///   - answers: why, by how often it could not answer.
    ///   - moment: the present one.
    /// - Returns: what to do.
    public mutating func rolledBack(
        _ version: Int, to predecessor: Int, because comparison: LiveComparison?, answers: VersionAnswers? = nil,
        at moment: Timestamp
    ) -> [Action] {
        stage = .idle
        let failing = answers.flatMap { $0.failTooOften ? $0.words : nil }
        let worse = comparison.flatMap { comparison in
            comparison.worseAfter.map { Self.worse(comparison, after: $0, than: "version \(predecessor)") }
        }
        let why = failing ?? worse
        return [
            record(version, .rolledBack, "\(why ?? "it did worse"); version \(predecessor) is champion again", moment)
        ]
    }

    /// The alias could not be moved, since another hand had moved it.
    /// - Parameters:
    ///   - version: the one that was to become champion.
    ///   - champion: who is.
    ///   - moment: the present one.
    /// - Returns: what to do.
    public mutating func overtaken(_ version: Int, by champion: Int?, at moment: Timestamp) -> [Action] {
        stage = .idle
        let other = champion.map { "version \($0)" } ?? "no version"
        return [record(version, .overtaken, "\(other) has become champion meanwhile", moment)]
    }

    private mutating func ready(_ version: Int, at moment: Timestamp, rules: PromotionRules) -> [Action] {
        guard rules.needsApproval, champion != nil else { return [.promote(version, replacing: champion)] }
        stage = .waiting(version: version, since: moment.milliseconds)
        return [record(version, .waiting, "it waits for a person's approval for \(rules.approvalHours) h", moment)]
    }

    private mutating func overtaken(_ version: Int, _ look: Look) -> [Action]? {
        guard look.champion != champion else { return nil }
        // It is champion already: by hand, or moved by a process that ended before it could say so.
        if look.champion == version { return [.promote(version, replacing: champion)] }
        return overtaken(version, by: look.champion, at: look.moment)
    }

    private func record(
        _ version: Int, _ verdict: PromotionVerdict, _ sentence: String, _ moment: Timestamp
    ) -> Action {
        .record(PromotionDecision(moment: moment, version: version, verdict: verdict, sentence: sentence))
    }

    private static func worse(_ comparison: LiveComparison, after hours: Int, than other: String) -> String {
        // Of a version that has become worse after a good time the mean over all hours says the contrary.
        let size = comparison.excess > 0 ? comparison.words : "larger of late"
        return "its errors are \(size) than those of \(other) on the same hours, which is sure after \(hours) h"
    }
}

extension VersionAnswers {
    /// Answers without which nothing is said about failures.
    private static let fewest = 20
    /// The share of failures, in percent, that is too much.
    private static let mostFailures = 1

    /// Whether a version fails so often that its predecessor is to answer again.
    var failTooOften: Bool { answers >= Self.fewest && 100 * failures >= Self.mostFailures * answers }

    fileprivate var words: String {
        let share = (100 * Double(failures) / Double(max(1, answers))).shortText(decimals: 1)
        return "it failed at \(failures) of \(answers) rows that it was asked about, \(share) %, and less than "
            + "\(Self.mostFailures) % may fail"
    }
}

extension LiveComparison {
    /// How much worse or better, and over how many hours.
    var words: String {
        let share = (100 * abs(excess)).shortText(decimals: 1)
        return "\(share) % \(excess > 0 ? "larger" : "smaller") over \(hours) h"
    }
}
