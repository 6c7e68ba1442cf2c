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
        let shared = SharedSteps(reference, current)
        return tests.compactMap { result(of: $0, threshold: thresholds[$0], shared) }
    }

    private func result(of test: DriftTest, threshold: Double?, _ shared: SharedSteps) -> TestResult? {
        func distance(_ value: Double) -> TestResult { TestResult(test, distance: value, threshold: threshold) }
        func tested(_ outcome: some SignificanceTest) -> TestResult {
            TestResult(test, statistic: outcome.statistic, pValue: outcome.pValue, threshold: threshold)
        }
        switch test {
        case .wassersteinNorm: return distance(WassersteinDistance.normed(reference, current))
        case .wasserstein: return distance(WassersteinDistance.between(reference, current))
        case .energyDistance: return distance(EnergyDistance.between(shared.merged))
        case .psi: return distance(PopulationStabilityIndex.of(shared.bins))
        case .jensenShannon: return distance(JensenShannonDistance.of(shared.bins))
        case .kullbackLeibler: return distance(KullbackLeiblerDivergence.of(shared.bins))
        case .hellinger: return distance(HellingerDistance.of(.byDistinctValues(shared.merged)))
        case .kolmogorovSmirnov: return tested(KolmogorovSmirnov(shared.merged))
        case .cramerVonMises: return tested(CramerVonMises(shared.merged))
        case .andersonDarling: return tested(AndersonDarling(shared.merged))
        case .mannWhitney: return tested(MannWhitney(shared.merged))
        case .chiSquare: return tested(ChiSquareTest(shared.counts))
        case .proportion: return tested(ProportionTest(shared.counts))
        case .totalVariation: return nil
        }
    }
}
