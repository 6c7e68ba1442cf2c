/// The two-sided Kolmogorov–Smirnov test: the largest distance between two empirical distribution functions.
///
/// Source: Hodges, "The significance probability of the Smirnov two-sample test", Arkiv för Matematik 3(43), 1958,
/// doi 10.1007/BF02589501; equals `scipy.stats.ks_2samp` with method `auto`.
struct KolmogorovSmirnov: SignificanceTest {
    /// Samples of up to this size have an exact p-value.
    static let largestExactCount = 10_000

    /// The largest distance between the distribution functions, 0 ... 1.
    let statistic: Double
    /// How probable a distance at least as large is between samples of one continuous distribution, 0 ... 1.
    let pValue: Double

    /// The test of two samples.
    ///
    /// - Parameter samples: `[n]` and `[m]` values, n, m ≥ 1.
    /// - Complexity: O(n + m), and for the exact p-value of n ≠ m O(D n m).
    init(_ samples: MergedSamples) {
        let (ours, theirs) = (samples.referenceCount, samples.currentCount)
        var largest = 0
        samples.forEach { step in
            largest = max(largest, abs(step.referenceThrough * theirs - step.currentThrough * ours))
        }
        statistic = Double(largest) / (Double(ours) * Double(theirs))
        if max(ours, theirs) <= Self.largestExactCount {
            pValue = SmirnovDistribution.upperTail(counts: (ours, theirs), distance: largest)
        } else {
            let effective = Double(ours) * Double(theirs) / Double(ours + theirs)
            pValue = KolmogorovDistribution.upperTail(
                count: Int(effective.rounded(.toNearestOrEven)), distance: statistic)
        }
    }
}
