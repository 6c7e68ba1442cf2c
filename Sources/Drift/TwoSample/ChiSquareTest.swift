/// The chi-square test of whether the current counts are those of the reference, which is taken for the truth.
///
/// Source: Pearson, "On the criterion that a given system of deviations …", Phil. Mag. 50(302), 1900,
/// doi 10.1080/14786440009463897; equals Evidently's `chisquare`, that is `scipy.stats.chisquare`.
struct ChiSquareTest: SignificanceTest {
    /// Σ (observed − expected)² / expected; the greatest finite number when the reference lacks a category.
    let statistic: Double
    /// How probable a statistic at least as large is, 0 ... 1.
    let pValue: Double

    /// The test of two samples.
    /// - Parameter counts: `[k]` categories, at least one value in each sample.
    init(_ counts: CategoryCounts) {
        let factor = Double(counts.current.reduce(0, +)) / Double(counts.reference.reduce(0, +))
        var sum = 0.0
        for (reference, current) in zip(counts.reference, counts.current) {
            let expected = Double(reference) * factor
            let difference = Double(current) - expected
            sum += expected > 0 ? difference * difference / expected : .infinity
        }
        statistic = sum.saturated
        pValue = ChiSquareDistribution.upperTail(of: sum, degreesOfFreedom: counts.count - 1)
    }
}
