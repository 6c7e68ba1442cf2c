public import Drift

/// One feature of both windows, and what the tests say about it.
public struct DriftFeature: Sendable, Equatable {
    /// Its name.
    public let name: String
    /// What a reader should know before trusting a score, the gravest first; `[.ok]` when there is nothing.
    public let statuses: [SampleStatus]
    /// With whom it votes.
    public let vote: FeatureVote
    /// Whether its values are labels.
    public let isOfLabels: Bool
    /// One a test, the deciding one first; none when a side is empty.
    public let results: [TestResult]
    /// p-values adjusted for the number of features; empty unless that was asked for.
    public internal(set) var adjustedPValues: [DriftTest: Double] = [:]
    /// The current window against the same weeks of earlier years; nil of labels and where the season is not known. It
    /// stands beside the tests and has no say in whether the feature has drifted.
    public internal(set) var seasonal: SeasonalComparison?
    /// The reference in short.
    public let reference: FeatureSummary
    /// The current window in short.
    public let current: FeatureSummary
    /// How far it has moved; nil of labels and when a side is empty.
    public let shift: DistributionShift?

    /// The gravest of ``statuses``.
    public var status: SampleStatus { statuses.first ?? .ok }
    /// What decides; nil when a side is empty.
    public var decision: TestResult? { results.first }
    /// Whether it has drifted by the deciding test.
    public var drifted: Bool { decision.map(drifted(by:)) ?? false }

    /// Whether a result means drift: by the adjusted p-value where there is one.
    public func drifted(by result: TestResult) -> Bool {
        adjustedPValues[result.test].map { result.test.drifts(score: $0, threshold: result.threshold) }
            ?? result.drifted
    }

    /// What the deciding test's threshold is held against: the score, or the adjusted p-value where there is one.
    var decidingScore: Double? {
        decision.map { adjustedPValues[$0.test] ?? $0.score }
    }

    init(
        name: String, reference: DriftColumn.Values, current: DriftColumn.Values, criteria: DriftCriteria,
        vote: FeatureVote
    ) {
        let comparison = ColumnComparison(reference: reference, current: current)
        self.name = name
        self.vote = vote
        statuses = comparison.statuses
        isOfLabels = comparison.isOfLabels
        results = comparison.results(
            of: Self.tests(of: comparison, criteria: criteria),
            thresholds: criteria.thresholds(ofFeature: name, group: vote.group))
        (self.reference, self.current) = comparison.summaries(reference: reference, current: current)
        let distance = comparison.results(of: [.wasserstein], thresholds: [:]).first?.score
        shift = DistributionShift(
            reference: self.reference.moments, current: self.current.moments, distance: distance)
    }

    /// Those that take the values; without any of them Evidently's choice, so that no feature goes unheard.
    private static func tests(of comparison: ColumnComparison, criteria: DriftCriteria) -> [DriftTest] {
        var tests: [DriftTest] = []
        for test in criteria.tests where !tests.contains(test) {
            if comparison.isOfLabels ? test.acceptsCategories : test.acceptsNumbers { tests.append(test) }
        }
        return tests.isEmpty ? [comparison.automaticTest] : tests
    }
}

extension ColumnComparison {
    /// Both sides in short.
    fileprivate func summaries(
        reference: DriftColumn.Values, current: DriftColumn.Values
    ) -> (FeatureSummary, FeatureSummary) {
        switch self {
        case .numbers(let comparison):
            return (FeatureSummary(comparison.reference), FeatureSummary(comparison.current))
        case .profiles(let comparison):
            return (FeatureSummary(comparison.reference), FeatureSummary(comparison.current))
        case .labels: return (FeatureSummary(Self.labels(reference)), FeatureSummary(Self.labels(current)))
        }
    }
}
