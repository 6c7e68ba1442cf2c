/// Two profiles of one numeric feature, and what the tests say about them.
///
/// When both profiles are exact every score is that of the samples. Otherwise the tests of ``approximateTests`` have
/// scores, of distribution functions that are wrong by ``shareError`` at most.
public struct ProfileComparison: Sendable {
    /// The tests whose scores change little when the distribution functions do.
    public static let approximateTests: [DriftTest] = [
        .wassersteinNorm, .wasserstein, .kolmogorovSmirnov, .psi, .jensenShannon, .kullbackLeibler, .energyDistance,
    ]

    /// The profile that the other is held against, from training.
    public let reference: ReferenceProfile
    /// The profile under test.
    public let current: ReferenceProfile

    /// A comparison; nothing is computed yet.
    public init(reference: ReferenceProfile, current: ReferenceProfile) {
        self.reference = reference
        self.current = current
    }

    /// What applies to the two profiles, the gravest first; `[.ok]` when nothing does.
    public var statuses: [SampleStatus] {
        func distinct(_ profile: ReferenceProfile) -> Int {
            profile.range.map { $0.lowerBound == $0.upperBound ? 1 : 2 } ?? 0
        }
        return SampleStatus.all(
            counts: (reference.count, current.count), distinctCounts: (distinct(reference), distinct(current)),
            nonFiniteCount: reference.nonFiniteCount + current.nonFiniteCount)
    }

    /// The gravest of ``statuses``.
    public var status: SampleStatus { statuses[0] }

    /// By how much the difference of the two distribution functions may be wrong at any place, ≥ 0.
    ///
    /// The statistic of `ks` is wrong by no more, `wasserstein` by no more than this times the range of both samples.
    public var shareError: Double { reference.shareError + current.shareError }

    /// What one test says.
    ///
    /// - Parameters:
    ///   - test: the test.
    ///   - threshold: what the score is held against; the test's own without it.
    /// - Returns: nil when a side is empty, or the profiles do not suffice for the test.
    public func result(of test: DriftTest, threshold: Double? = nil) -> TestResult? {
        results(of: [test], thresholds: threshold.map { [test: $0] } ?? [:]).first
    }

    /// What several tests say.
    ///
    /// - Parameters:
    ///   - tests: the tests, in the order of the answer; those for which the profiles do not suffice are left out.
    ///   - thresholds: what scores are held against; the test's own where there is none.
    /// - Returns: one a test; none when a side is empty.
    public func results(of tests: [DriftTest], thresholds: [DriftTest: Double] = [:]) -> [TestResult] {
        guard let ours = reference.ranked, let theirs = current.ranked else { return [] }
        let isExact = reference.isExact && current.isExact
        let distinct = reference.valueCounts?.values.count ?? ours.values.count
        let shared = SharedSteps(ours, theirs, distinctCount: distinct, merge: MergedSamples.init)
        return tests.compactMap { test in
            guard isExact || Self.approximateTests.contains(test) else { return nil }
            let threshold = thresholds[test]
            switch test {
            case .wassersteinNorm:
                let distance = WassersteinDistance.normed(shared.merged, deviation: reference.standardDeviation)
                return TestResult(test, distance: distance, threshold: threshold)
            case .wasserstein:
                return TestResult(
                    test, distance: WassersteinDistance.between(shared.merged), threshold: threshold)
            default: return shared.result(of: test, threshold: threshold)
            }
        }
    }
}
