/// The permutation test on the total variation distance: ½ Σ |p − q| over categories.
///
/// Equals Evidently's `TVD` in the permutations drawn, NumPy's with seed 0. A permutation whose distance equals the
/// observed one counts as such here; Evidently compares rounded sums and may miss it.
/// Source: Pitman, "Significance tests which may be applied to samples from any populations", J. Royal Stat. Soc.
/// Suppl. 4(1), 1937, doi 10.2307/2984124.
struct TotalVariation: SignificanceTest {
    /// How many permutations are drawn.
    static let permutations = 1000

    /// The distance, 0 ... 1.
    let statistic: Double
    /// The share of permutations with a distance at least as large, 0 ... 1.
    let pValue: Double

    /// The test of two samples.
    ///
    /// - Parameters:
    ///   - reference: `[n]` labels in the order of their rows, n ≥ 1.
    ///   - current: `[m]` labels in the order of their rows, m ≥ 1.
    /// - Complexity: O(n + m) for each permutation.
    init(_ reference: CategorySample, _ current: CategorySample) {
        let pooled = CategorySample(
            (reference.codes.map { reference.categories[$0] }) + current.codes.map { current.categories[$0] })
        let codes = pooled.codes.map { Int32(truncatingIfNeeded: $0) }
        let (ours, total) = (reference.count, pooled.count)
        func distance(_ counts: [Int]) -> Int {
            // Σ |count/n − (all − count)/m| times n·m.
            zip(counts, pooled.counts).reduce(0) { sum, pair in
                sum + abs(pair.0 * (total - ours) - (pair.1 - pair.0) * ours)
            }
        }
        func counts(_ places: some Sequence<Int32>) -> [Int] {
            var counts = [Int](repeating: 0, count: pooled.categories.count)
            for place in places { counts[Int(codes[Int(place)])] += 1 }
            return counts
        }
        let observed = distance(counts(0..<Int32(ours)))
        statistic = Double(observed) / 2 / (Double(ours) * Double(total - ours))
        var generator = MersenneTwister(seed: 0)
        var asLarge = 0
        for _ in 0..<Self.permutations {
            let order = generator.permutation(of: total)
            if distance(counts(order[0..<ours])) >= observed { asLarge += 1 }
        }
        pValue = Double(asLarge) / Double(Self.permutations)
    }
}
