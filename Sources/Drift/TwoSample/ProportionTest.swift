/// The two-sided z-test of whether the first category has the same share in both samples.
///
/// Evidently takes it for columns with at most two different values.
/// Source: Fleiss, Levin, Paik, "Statistical methods for rates and proportions", 2003, doi 10.1002/0471445428; equals
/// Evidently's `z` but for the cancellation there, which makes 0 of p-values below 1e-16.
struct ProportionTest: SignificanceTest {
    /// The difference of the shares of all other categories, in standard errors; 0 when there is one category.
    let statistic: Double
    /// How probable a difference at least as large is, 0 ... 1.
    let pValue: Double

    /// The test of two samples.
    /// - Parameter counts: `[k]` categories, at least one value in each sample.
    init(_ counts: CategoryCounts) {
        let (n, m) = (Double(counts.reference.reduce(0, +)), Double(counts.current.reduce(0, +)))
        let ours = 1 - Double(counts.reference[0]) / n
        let theirs = 1 - Double(counts.current[0]) / m
        let pooled = 1 - Double(counts.reference[0] + counts.current[0]) / (n + m)
        let variance = pooled * (1 - pooled) * (1 / n + 1 / m)
        guard variance > 0 else {
            (statistic, pValue) = (0, 1)
            return
        }
        statistic = (ours - theirs) / variance.squareRoot()
        pValue = min(2 * NormalDistribution.upperTail(of: abs(statistic)), 1)
    }
}
