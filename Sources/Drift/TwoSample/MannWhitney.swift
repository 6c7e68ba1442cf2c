/// The one-sided Mann–Whitney test of whether the reference's values tend to be smaller than the current ones.
///
/// Evidently asks only this way round, so that a shift downwards never counts as drift.
/// Source: Mann, Whitney 1947, doi 10.1214/aoms/1177730491; equals `scipy.stats.mannwhitneyu` with alternative `less`.
struct MannWhitney: SignificanceTest {
    /// Samples of up to this size have an exact p-value when no two values are equal.
    static let largestExactCount = 8

    /// The pairs in which the reference's value is the greater, ties half.
    let statistic: Double
    /// How probable a statistic at most as large is between samples of one distribution, 0 ... 1.
    let pValue: Double

    /// The test of two samples.
    ///
    /// - Parameter samples: `[n]` and `[m]` values, n, m ≥ 1.
    /// - Complexity: O(n + m).
    init(_ samples: MergedSamples) {
        let (n, m) = (Double(samples.referenceCount), Double(samples.currentCount))
        var (doubledWins, tieTerm) = (0, 0.0)
        samples.forEach { step in
            doubledWins += step.referenceTies * (2 * step.currentBelow + step.currentTies)
            let ties = Double(step.referenceTies + step.currentTies)
            if ties > 1 { tieTerm += ties * (ties * ties - 1) }
        }
        statistic = Double(doubledWins) / 2
        let others = samples.referenceCount * samples.currentCount - doubledWins / 2
        if tieTerm == 0, min(samples.referenceCount, samples.currentCount) <= Self.largestExactCount,
            samples.referenceCount * samples.currentCount <= RankSumDistribution.largestProduct
        {
            pValue = RankSumDistribution.upperTail(
                counts: (samples.referenceCount, samples.currentCount), statistic: others)
            return
        }
        let total = n + m
        let variance = n * m / 12 * (total + 1 - tieTerm / (total * (total - 1)))
        // Half a pair is taken off for continuity; without any spread only its sign remains.
        let excess = n * m / 2 - statistic - 0.5
        pValue =
            variance > 0
            ? NormalDistribution.upperTail(of: excess / variance.squareRoot()) : excess > 0 ? 0 : 1
    }
}
