/// Two samples of one feature's labels, and what the tests say about them.
public struct CategoryComparison: Sendable {
    /// The sample that the other is held against, from training.
    public let reference: CategorySample
    /// The sample under test, from the window.
    public let current: CategorySample

    /// A comparison; nothing is computed yet.
    public init(reference: CategorySample, current: CategorySample) {
        self.reference = reference
        self.current = current
    }

    /// What applies to the two samples, the gravest first; `[.ok]` when nothing does.
    public var statuses: [SampleStatus] {
        SampleStatus.all(
            counts: (reference.count, current.count),
            distinctCounts: (reference.categories.count, current.categories.count), nonFiniteCount: 0)
    }

    /// The gravest of ``statuses``.
    public var status: SampleStatus { statuses[0] }

    /// What one test says.
    ///
    /// - Parameters:
    ///   - test: the test.
    ///   - threshold: what the score is held against; the test's own without it.
    /// - Returns: nil when a side is empty or the test takes no labels.
    public func result(of test: DriftTest, threshold: Double? = nil) -> TestResult? {
        results(of: [test], thresholds: threshold.map { [test: $0] } ?? [:]).first
    }

    /// What several tests say, which share their counts.
    ///
    /// - Parameters:
    ///   - tests: the tests, in the order of the answer; those that take no labels are left out.
    ///   - thresholds: what scores are held against; the test's own where there is none.
    /// - Returns: one a test; none when a side is empty.
    public func results(of tests: [DriftTest], thresholds: [DriftTest: Double] = [:]) -> [TestResult] {
        guard !reference.isEmpty, !current.isEmpty else { return [] }
        let counts = CategoryCounts(reference, current)
        let shares = BinShares(counts)
        return tests.filter(\.acceptsCategories).compactMap { test in
            func distance(_ value: Double) -> TestResult {
                TestResult(test, distance: value, threshold: thresholds[test])
            }
            func tested(_ outcome: some SignificanceTest) -> TestResult {
                TestResult(
                    test, statistic: outcome.statistic, pValue: outcome.pValue, threshold: thresholds[test])
            }
            switch test {
            case .psi: return distance(PopulationStabilityIndex.of(shares))
            case .jensenShannon: return distance(JensenShannonDistance.of(shares))
            case .kullbackLeibler: return distance(KullbackLeiblerDivergence.of(shares))
            case .hellinger: return distance(HellingerDistance.of(shares))
            case .chiSquare: return tested(ChiSquareTest(counts))
            case .proportion: return tested(ProportionTest(counts))
            case .totalVariation: return tested(TotalVariation(reference, current))
            case .wassersteinNorm, .wasserstein, .kolmogorovSmirnov, .cramerVonMises, .andersonDarling,
                .energyDistance, .mannWhitney:
                return nil
            }
        }
    }
}
