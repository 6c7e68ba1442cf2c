/// How an isolation forest is grown; the defaults are scikit-learn's but for the contamination.
public struct IsolationForestParameters: Sendable, Equatable {
    /// Trees, 1 ... 10,000.
    public var estimators: Int
    /// Rows a tree is grown on, 2 ... 32,768 (a tree's nodes are numbered in 16 bits); fewer if there are fewer rows.
    public var maxSamples: Int
    /// Share of the features a tree may split on, in (0, 1]; at least one feature, rounded down.
    public var maxFeatures: Double
    /// Whether a tree's rows are drawn with replacement.
    public var bootstrap: Bool
    /// Where the forest cuts.
    public var contamination: Contamination
    /// Names the random numbers: same rows, parameters and seed give the same forest.
    public var seed: UInt64

    /// Parameters; see the properties for the ranges, ``validate()`` for the check.
    public init(
        estimators: Int = 100, maxSamples: Int = 256, maxFeatures: Double = 1, bootstrap: Bool = false,
        contamination: Contamination = .fraction(0.1), seed: UInt64 = 0
    ) {
        self.estimators = estimators
        self.maxSamples = maxSamples
        self.maxFeatures = maxFeatures
        self.bootstrap = bootstrap
        self.contamination = contamination
        self.seed = seed
    }

    /// Checks every parameter against its range.
    /// - Throws: ``LearningError`` with `.parameterOutOfRange` for the first one outside.
    public func validate() throws(LearningError) {
        try require((1...10_000).contains(estimators), "estimators", "\(estimators)", "1 ... 10000")
        try require((2...32_768).contains(maxSamples), "max_samples", "\(maxSamples)", "2 ... 32768")
        try require(maxFeatures > 0 && maxFeatures <= 1, "max_features", "\(maxFeatures)", "(0, 1]")
        try contamination.validate()
    }

    private func require(
        _ holds: Bool, _ name: String, _ value: String, _ allowed: String
    ) throws(LearningError) {
        guard !holds else { return }
        throw LearningError(
            subject: "isolation forest",
            reason: .parameterOutOfRange(name: name, value: value, allowed: allowed))
    }
}
