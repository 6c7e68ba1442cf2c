import Ledger
import Pipeline
import Readings

/// A challenger's way, looked at on the hour; version 3 is champion and 4 comes.
struct PromotionStory {
    static let start = Timestamp(milliseconds: 1_767_268_800_000)  // 2026-01-01T12:00:00Z

    var machine = PromotionStateMachine()
    var rules: PromotionRules

    init(_ rules: PromotionRules = PromotionRules()) { self.rules = rules }

    static func moment(_ hour: Int) -> Timestamp { start.advanced(hours: hour) }

    static func verdict(_ passed: Bool...) -> GateVerdict {
        GateVerdict(
            checks: passed.enumerated().map { place, passed in
                .init(name: "check\(place)", passed: passed, sentence: "check \(place) \(passed ? "holds" : "fails")")
            })
    }

    /// So many hours of the same difference.
    static func comparison(_ excess: Double, hours: Int) -> LiveComparison {
        LiveComparison(differences: Array(repeating: excess, count: hours))
    }

    mutating func challenger(
        _ version: Int = 4, champion: Int? = 3, verdict: GateVerdict = Self.verdict(true), at hour: Int = 0
    ) -> [PromotionStateMachine.Action] {
        machine.challenger(version, champion: champion, verdict: verdict, at: Self.moment(hour), rules: rules)
    }

    mutating func look(
        _ hour: Int, champion: Int? = 3, comparison: LiveComparison? = nil, approved: Set<Int> = [],
        answers: VersionAnswers? = nil
    ) -> [PromotionStateMachine.Action] {
        machine.look(
            .init(
                moment: Self.moment(hour), champion: champion, comparison: comparison, approved: approved,
                answers: answers), rules: rules)
    }

    mutating func promoted(
        _ version: Int = 4, from predecessor: Int? = 3, at hour: Int
    ) -> [PromotionStateMachine.Action] {
        machine.promoted(version, predecessor: predecessor, at: Self.moment(hour), rules: rules)
    }

    /// Looks on each hour until there is something to do.
    mutating func looks(
        _ hours: Range<Int>, champion: Int? = 3, approved: Set<Int> = [],
        comparison: (Int) -> LiveComparison? = { _ in nil }
    ) -> (hour: Int, actions: [PromotionStateMachine.Action])? {
        for hour in hours {
            let actions = look(hour, champion: champion, comparison: comparison(hour), approved: approved)
            if !actions.isEmpty { return (hour, actions) }
        }
        return nil
    }
}

extension [PromotionStateMachine.Action] {
    var decisions: [PromotionDecision] {
        compactMap { if case .record(let decision) = $0 { decision } else { nil } }
    }

    /// What is decided about which version when, for comparing at once.
    var told: [String] {
        decisions.map { decision in
            "\((decision.moment.milliseconds - PromotionStory.start.milliseconds) / 3_600_000) h: \(decision.version) "
                + "\(decision.verdict.rawValue)"
        }
    }
}
