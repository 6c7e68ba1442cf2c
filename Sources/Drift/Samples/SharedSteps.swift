/// What several tests of the same two samples need, made when the first of them asks for it.
final class SharedSteps<Distribution: EmpiricalDistribution> {
    private let reference: Distribution
    private let current: Distribution
    private let distinctCount: Int
    private let merge: (Distribution, Distribution) -> MergedSamples

    /// Both samples merged.
    private(set) lazy var merged = merge(reference, current)
    /// How often each value appears in both samples.
    private(set) lazy var counts = CategoryCounts(merged)
    /// Evidently's bins of both samples.
    private(set) lazy var bins = BinShares(reference, current, distinctCount: distinctCount) { counts }
    /// Evidently's bins of both samples for the Hellinger distance.
    private(set) lazy var binsByDistinctValues = BinShares(reference, current, sturgesCount: merged.values.count)

    /// Nothing is made yet; both samples have at least one value, and the reference `distinctCount` different ones.
    init(
        _ reference: Distribution, _ current: Distribution, distinctCount: Int,
        merge: @escaping (Distribution, Distribution) -> MergedSamples
    ) {
        self.reference = reference
        self.current = current
        self.distinctCount = distinctCount
        self.merge = merge
    }

    /// What a test says, when it needs no more than the steps.
    ///
    /// - Parameters:
    ///   - test: any test.
    ///   - threshold: what the score is held against; the test's own without it.
    /// - Returns: nil for the Wasserstein distances and for tests that take no numbers.
    func result(of test: DriftTest, threshold: Double?) -> TestResult? {
        func distance(_ value: Double) -> TestResult { TestResult(test, distance: value, threshold: threshold) }
        func tested(_ outcome: some SignificanceTest) -> TestResult {
            TestResult(test, statistic: outcome.statistic, pValue: outcome.pValue, threshold: threshold)
        }
        switch test {
        case .energyDistance: return distance(EnergyDistance.between(merged))
        case .psi: return distance(PopulationStabilityIndex.of(bins))
        case .jensenShannon: return distance(JensenShannonDistance.of(bins))
        case .kullbackLeibler: return distance(KullbackLeiblerDivergence.of(bins))
        case .hellinger: return distance(HellingerDistance.of(binsByDistinctValues))
        case .kolmogorovSmirnov: return tested(KolmogorovSmirnov(merged))
        case .cramerVonMises: return tested(CramerVonMises(merged))
        case .andersonDarling: return tested(AndersonDarling(merged))
        case .mannWhitney: return tested(MannWhitney(merged))
        case .chiSquare: return tested(ChiSquareTest(counts))
        case .proportion: return tested(ProportionTest(counts))
        case .wassersteinNorm, .wasserstein, .totalVariation: return nil
        }
    }
}
