public import Drift
public import Features

/// What has changed between a reference and the current window.
///
/// The same tables and criteria give the same report. Nothing in the tables makes it fail: what cannot be compared is
/// said to be so.
public struct DriftReport: Sendable {
    /// The answer to whether something has drifted.
    public enum Verdict: String, Sendable {
        /// A group that votes has drifted.
        case drifted
        /// No group that votes has.
        case stable
        /// No group that votes could be compared.
        case undecided
    }

    /// What was compared with.
    public let reference: DriftTable
    /// What was compared.
    public let current: DriftTable
    /// By which rules.
    public let criteria: DriftCriteria
    /// What the columns are of; nil when they are of no known schema.
    public let schema: FeatureSchema?
    /// The columns that both sides have, in the reference's order.
    public let features: [DriftFeature]
    /// Names of columns that the reference alone has.
    public let onlyInReference: [String]
    /// Names of columns that the current window alone has.
    public let onlyInCurrent: [String]
    /// Who votes, in the order of the features.
    public let groups: [DriftGroup]
    /// The reference's rows of the same weeks of earlier years; nil where it does not know the season.
    public let season: Season?
    /// What the rule would have said of the reference itself; nil where another test than `wasserstein_norm` decides, or
    /// the reference is too short.
    public let onReference: RuleOnReference?
    /// What is known of the feeds; nil where the tables do not tell, or nobody asked.
    public let judgement: FeedJudgement?
    /// By the name of a group that has drifted why it has; groups of which nothing can be told are missing.
    public let causes: [String: DriftCause]
    /// Evidently's verdict over all columns that could be compared, whether they vote or not.
    public let dataset: DatasetDrift

    /// Compares two windows.
    /// - Parameters:
    ///   - reference: the window that the other is held against, such as training rows.
    ///   - current: the window under test.
    ///   - criteria: tests and thresholds.
    ///   - schema: what the columns are of, such as `FeatureSchema.matching(_:)` finds; nil makes each column vote.
    ///   - judgement: what is known of the feeds.
    public init(
        reference: DriftTable, current: DriftTable, criteria: DriftCriteria, schema: FeatureSchema?,
        judgement: FeedJudgement? = nil
    ) {
        self.reference = reference
        self.current = current
        self.criteria = criteria
        self.schema = schema
        let ours = Self.columnsByName(reference)
        let theirs = Self.columnsByName(current)
        var features: [DriftFeature] = []
        for name in ours.names {
            guard let reference = ours.values[name], let current = theirs.values[name] else { continue }
            features.append(
                DriftFeature(
                    name: name, reference: reference, current: current, criteria: criteria,
                    vote: FeatureVote(ofFeature: name, schema: schema)))
        }
        if criteria.correctsPValues { Self.adjustPValues(of: &features) }
        season = current.seasonWindow.flatMap { window in reference.seasonalReference?.season(of: window) }
        if let season {
            for (place, feature) in features.enumerated() where !feature.isOfLabels {
                guard let before = ours.values[feature.name], let now = theirs.values[feature.name] else { continue }
                features[place].seasonal = SeasonalComparison(
                    season, reference: before, current: now, threshold: criteria.seasonThreshold)
            }
        }
        self.features = features
        onlyInReference = ours.names.filter { theirs.values[$0] == nil }
        onlyInCurrent = theirs.names.filter { ours.values[$0] == nil }
        groups = Self.groups(of: features)
        dataset = DatasetDrift(
            drifted: features.filter { $0.decision != nil }.map(\.drifted), requiredShare: criteria.requiredShare)
        onReference =
            criteria.tests.first == .wassersteinNorm
            ? RuleOnReference(reference: reference, current: current, criteria: criteria, schema: schema) : nil
        self.judgement = judgement
        causes = Self.causes(
            of: groups, features: features, reference: reference, current: current, criteria: criteria, schema: schema,
            judgement: judgement)
    }

    /// Whether a group that votes has drifted.
    public var verdict: Verdict {
        groups.isEmpty ? .undecided : groups.contains(where: \.drifted) ? .drifted : .stable
    }

    /// The group that has moved farthest by the first of the tests, or by Evidently's choices; nil without groups.
    public var leader: DriftGroup? {
        let decided = groups.filter { $0.test == criteria.tests.first }
        guard let test = decided.first?.test else { return groups.max { $0.strength < $1.strength } }
        return decided.max { test.scoresProbability ? $0.score > $1.score : $0.score < $1.score }
    }

    /// The largest score of a group that votes, of p-values the smallest; nil when none could be compared.
    public var severity: Double? { leader?.score }

    private static func columnsByName(_ table: DriftTable) -> (names: [String], values: [String: DriftColumn.Values]) {
        var (names, values): ([String], [String: DriftColumn.Values]) = ([], [:])
        for column in table.columns where values[column.name] == nil {
            names.append(column.name)
            values[column.name] = column.values
        }
        return (names, values)
    }

    private static func groups(of features: [DriftFeature]) -> [DriftGroup] {
        var (names, members): ([String], [String: [DriftFeature]]) = ([], [:])
        for feature in features {
            guard let group = feature.vote.group else { continue }
            if members[group] == nil { names.append(group) }
            members[group, default: []].append(feature)
        }
        return names.compactMap { DriftGroup(name: $0, members: members[$0] ?? []) }
    }

    /// Each test's p-values together, over all features that have one.
    private static func adjustPValues(of features: inout [DriftFeature]) {
        for test in DriftTest.allCases {
            let found = features.indices.compactMap { place in
                features[place].results.first { $0.test == test }?.pValue.map { (place, $0) }
            }
            let adjusted = MultipleTesting.benjaminiHochberg(found.map(\.1))
            for ((place, _), value) in zip(found, adjusted) { features[place].adjustedPValues[test] = value }
        }
    }
}
