/// The two-sample Cramér–von Mises test: the mean squared distance between two empirical distribution functions.
///
/// Source: Anderson, "On the distribution of the two-sample Cramér–von Mises criterion", Ann. Math. Statist. 33(3), 1962,
/// doi 10.1214/aoms/1177704477; equals `scipy.stats.cramervonmises_2samp` with method `auto`.
struct CramerVonMises: SignificanceTest {
    /// Samples of up to this size have an exact p-value.
    static let largestExactCount = 20

    /// Anderson's T.
    let statistic: Double
    /// How probable a statistic at least as large is between samples of one continuous distribution, 0 ... 1.
    let pValue: Double

    /// The test of two samples.
    ///
    /// - Parameter samples: `[n]` and `[m]` values, n, m ≥ 1.
    /// - Complexity: O(n + m).
    init(_ samples: MergedSamples) {
        let (n, m) = (Double(samples.referenceCount), Double(samples.currentCount))
        var (ours, theirs) = (0.0, 0.0)
        samples.forEach { step in
            let middle = Double(step.referenceTies + step.currentTies + 1) / 2
            ours += Self.squares(from: Double(step.currentBelow) + middle, ties: step.referenceTies)
            theirs += Self.squares(from: Double(step.referenceBelow) + middle, ties: step.currentTies)
        }
        let ranks = n * ours + m * theirs
        let (product, total) = (n * m, n + m)
        statistic = ranks / (product * total) - (4 * product - 1) / (6 * total)
        guard max(samples.referenceCount, samples.currentCount) > Self.largestExactCount else {
            pValue = CramerVonMisesOrders.upperTail(
                counts: (samples.referenceCount, samples.currentCount), ranks: ranks)
            return
        }
        let mean = (1 + 1 / total) / 6
        let variance =
            (total + 1) * (4 * product * total - 3 * (n * n + m * m) - 2 * product)
            / (45 * total * total * 4 * product)
        guard variance > 0 else {
            // A single value against many: the statistic then has a distribution of its own, far from the limit.
            pValue = statistic <= mean ? 1 : 0
            return
        }
        pValue = CramerVonMisesDistribution.upperTail(
            of: 1.0 / 6 + (statistic - mean) / (45 * variance).squareRoot())
    }

    /// Σ (rank − place)² over tied values whose common midrank is `rank` places above those of their own sample.
    @inline(__always)
    private static func squares(from rank: Double, ties: Int) -> Double {
        if ties == 0 { return 0 }
        if ties == 1 { return (rank - 1) * (rank - 1) }
        let count = Double(ties)
        let center = rank - (count + 1) / 2
        return count * center * center + count * (count * count - 1) / 12
    }
}
