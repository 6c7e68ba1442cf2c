/// What one test says about two samples.
public struct TestResult: Sendable, Equatable {
    /// The test.
    public let test: DriftTest
    /// The number held against the threshold: a distance, or the p-value; finite.
    public let score: Double
    /// The p-value, 0 ... 1; nil where the test has none.
    public let pValue: Double?
    /// The statistic behind the p-value, finite; nil where the score is the statistic.
    public let statistic: Double?
    /// What the score was held against; nil when neither the caller nor the test has a threshold.
    public let threshold: Double?
    /// Whether the score means drift.
    public let drifted: Bool

    init(_ test: DriftTest, distance: Double, threshold: Double?) {
        self.init(test, score: distance, pValue: nil, statistic: nil, threshold: threshold)
    }

    init(_ test: DriftTest, statistic: Double, pValue: Double, threshold: Double?) {
        self.init(test, score: pValue, pValue: pValue, statistic: statistic, threshold: threshold)
    }

    private init(_ test: DriftTest, score: Double, pValue: Double?, statistic: Double?, threshold: Double?) {
        self.test = test
        self.score = score
        self.pValue = pValue
        self.statistic = statistic
        self.threshold = threshold ?? test.defaultThreshold
        drifted = test.drifts(score: score, threshold: self.threshold)
    }
}
