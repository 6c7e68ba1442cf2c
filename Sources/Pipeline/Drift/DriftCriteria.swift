public import Drift

/// By which tests and thresholds a window is held against its reference.
public struct DriftCriteria: Sendable, Equatable {
    /// The tests that are made when none are named.
    public static let standardTests: [DriftTest] = [.wassersteinNorm, .kolmogorovSmirnov, .psi, .jensenShannon]
    /// The threshold of the normed Wasserstein distance when none is given.
    public static let standardThreshold = 0.3
    /// The threshold of the distance from the season when none is given: 99 of 100 windows of six weeks score less,
    /// measured on 91 years of daily extremes of temperature against five years each.
    public static let standardSeasonThreshold = 0.55

    /// The tests in order, of which the first that takes a feature's values decides whether it has drifted; empty for
    /// Evidently's choice, one for each feature.
    public var tests: [DriftTest]
    /// The threshold of the normed Wasserstein distance, ≥ 0.
    public var wassersteinThreshold: Double
    /// Thresholds of tests that differ from the tests' own; before ``wassersteinThreshold``.
    public var thresholds: [DriftTest: Double]
    /// Thresholds of the normed Wasserstein distance for single features, or for all that vote with a sensor, by name;
    /// before all others.
    public var featureThresholds: [String: Double]
    /// The share of drifted columns from which on the data set has drifted by Evidently's rule, 0 ... 1.
    public var requiredShare: Double
    /// The threshold of the normed Wasserstein distance from the same weeks of earlier years, ≥ 0; no part of a verdict.
    public var seasonThreshold: Double
    /// Whether p-values are adjusted for the number of features, by Benjamini and Hochberg.
    public var correctsPValues: Bool

    /// Criteria; everything has the default described at the property.
    public init(
        tests: [DriftTest] = Self.standardTests, wassersteinThreshold: Double = Self.standardThreshold,
        thresholds: [DriftTest: Double] = [:], featureThresholds: [String: Double] = [:],
        requiredShare: Double = DatasetDrift.defaultShare, seasonThreshold: Double = Self.standardSeasonThreshold,
        correctsPValues: Bool = false
    ) {
        self.tests = tests
        self.wassersteinThreshold = wassersteinThreshold
        self.thresholds = thresholds
        self.featureThresholds = featureThresholds
        self.requiredShare = requiredShare
        self.seasonThreshold = seasonThreshold
        self.correctsPValues = correctsPValues
    }

    /// What the scores of one feature are held against, where it is not the test's own threshold.
    /// - Parameters:
    ///   - name: the feature's name.
    ///   - group: with whom it votes.
    /// - Returns: thresholds by test.
    func thresholds(ofFeature name: String, group: String?) -> [DriftTest: Double] {
        var thresholds = thresholds
        thresholds[.wassersteinNorm] = wassersteinThreshold(ofFeature: name, group: group)
        return thresholds
    }

    /// From which normed Wasserstein distance on one feature has drifted: its own threshold before that of its group.
    func wassersteinThreshold(ofFeature name: String, group: String?) -> Double {
        featureThresholds[name] ?? group.flatMap { featureThresholds[$0] } ?? thresholds[.wassersteinNorm]
            ?? wassersteinThreshold
    }
}
