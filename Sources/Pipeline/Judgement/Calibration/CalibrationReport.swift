public import Learning
public import Readings

/// What a calibration found: the rules that people use, the rule in force and the recommended one, on the same hours.
public struct CalibrationReport: Sendable {
    /// The first hour in which alarms counted.
    public let from: Timestamp
    /// The end of the last one.
    public let to: Timestamp
    /// The stations that were counted.
    public let stations: [String]
    /// The sensor that got the faults.
    public let sensor: String
    /// When faults began.
    public let starts: [Timestamp]
    /// The faults with the causes that should be named.
    public let faults: [InjectedFeedFault]
    /// Rule by rule: the recommended one, the one in force, then the others.
    public let outcomes: [RuleOutcome]
    /// The criteria in force.
    public let criteria: FeedCriteria
    /// The recommended criteria.
    public let recommended: FeedCriteria
    /// The stations that the recommended criteria were chosen on.
    public let chosenOn: [String]

    /// The recommended rule.
    public static let recommendedRule = "recommended"
    /// The rule in force.
    public static let ruleInForce = "in force"

    /// The outcome of a rule.
    /// - Parameter rule: its name.
    /// - Returns: nil when it was not tried.
    public func outcome(of rule: String) -> RuleOutcome? { outcomes.first { $0.rule == rule } }

    /// The share of faults that were found whose cause the recommended rule named right; nil when none was found.
    public var shareNamedRight: Double? {
        guard let outcome = outcome(of: Self.recommendedRule) else { return nil }
        let found = outcome.faults.reduce(0) { $0 + $1.delays.count }
        let right = zip(faults, outcome.faults).reduce(0) { $0 + ($1.1.causes[$1.0.cause] ?? 0) }
        return found > 0 ? Double(right) / Double(found) : nil
    }
}

extension FeedCalibration {
    /// Tries all rules.
    /// - Parameters:
    ///   - criteria: those in force.
    ///   - recommended: those to try beside them, such as ``recommended(from:falseAlarmsPerYear:)`` gives.
    ///   - chosenOn: the stations that these were chosen on.
    ///   - loop: how trials are run; the result does not depend on it.
    ///   - watch: is told of rules.
    /// - Returns: the figures.
    public func report(
        criteria: FeedCriteria, recommended: FeedCriteria, chosenOn: [String], concurrently loop: ConcurrentLoop,
        watch: TrainingWatch = .none
    ) -> CalibrationReport {
        let rules: [any FeedRule] =
            [
                JudgementRule(name: CalibrationReport.recommendedRule, criteria: recommended),
                JudgementRule(name: CalibrationReport.ruleInForce, criteria: criteria),
            ] + others
        watch.begin(rules.count)
        let outcomes = rules.map { rule in
            defer { watch.pieceEnded() }
            return outcome(of: rule, concurrently: loop)
        }
        let hours = replay.hours
        return CalibrationReport(
            from: hours.time(ofHour: replay.stretch.lowerBound), to: hours.time(ofHour: replay.stretch.upperBound),
            stations: stations.map { hours.feeds[$0].station }, sensor: hours.schema.quantities[sensor].name,
            starts: starts.map(hours.time), faults: faults, outcomes: outcomes, criteria: criteria,
            recommended: recommended, chosenOn: chosenOn)
    }
}
