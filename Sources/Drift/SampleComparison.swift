/// Two samples of one numeric feature, and what the tests say about them.
///
/// From one value a side every test has a score, and no score is ever NaN; what a reader should know besides stands in
/// ``statuses``. Only an empty side leaves nothing to compute.
public struct SampleComparison: Sendable {
    /// The sample that the other is held against, from training.
    public let reference: Sample
    /// The sample under test, from the window.
    public let current: Sample

    /// A comparison; nothing is computed yet.
    public init(reference: Sample, current: Sample) {
        self.reference = reference
        self.current = current
    }

    /// What applies to the two samples, the gravest first; `[.ok]` when nothing does.
    public var statuses: [SampleStatus] {
        SampleStatus.all(
            counts: (reference.count, current.count),
            distinctCounts: (reference.distinctCount, current.distinctCount),
            nonFiniteCount: reference.nonFiniteCount + current.nonFiniteCount)
    }

    /// The gravest of ``statuses``.
    public var status: SampleStatus { statuses[0] }

    /// What one test says.
    ///
    /// - Parameters:
    ///   - test: the test.
    ///   - threshold: what the score is held against; the test's own without it.
    /// - Returns: nil when a side is empty or the test takes no numbers.
    public func result(of test: DriftTest, threshold: Double? = nil) -> TestResult? {
        results(of: [test], thresholds: threshold.map { [test: $0] } ?? [:]).first
    }

    /// What several tests say, which share sorting and bins.
    ///
    /// - Parameters:
    ///   - tests: the tests, in the order of the answer; those that take no numbers are left out.
    ///   - thresholds: what scores are held against; the test's own where there is none.
    /// - Returns: one a test; none when a side is empty.
    public func results(of tests: [DriftTest], thresholds: [DriftTest: Double] = [:]) -> [TestResult] {
        guard !reference.isEmpty, !current.isEmpty else { return [] }
        let shared = SharedSteps(
            reference, current, distinctCount: reference.distinctCount, merge: MergedSamples.init)
        return tests.compactMap { test in
            let threshold = thresholds[test]
            switch test {
            case .wassersteinNorm:
                return TestResult(
                    test, distance: WassersteinDistance.normed(reference, current), threshold: threshold)
            case .wasserstein:
                return TestResult(
                    test, distance: WassersteinDistance.between(reference, current), threshold: threshold)
            default: return shared.result(of: test, threshold: threshold)
            }
        }
    }
}
