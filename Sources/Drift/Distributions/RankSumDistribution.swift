/// The exact distribution of the Mann–Whitney statistic of samples without ties.
///
/// Source: Mann, Whitney, "On a test of whether one of two random variables is stochastically larger than the other",
/// Ann. Math. Statist. 18(1), 1947, doi 10.1214/aoms/1177730491: its counts are the coefficients of a Gaussian binomial.
enum RankSumDistribution {
    /// Beyond this product of the sizes counting takes too long.
    static let largestProduct = 1 << 22

    /// The probability of a statistic at least as large.
    ///
    /// - Parameters:
    ///   - counts: the sizes n and m, ≥ 1, with n·m ≤ ``largestProduct``.
    ///   - statistic: 0 ... n·m.
    /// - Returns: 0 ... 1.
    static func upperTail(counts: (Int, Int), statistic: Int) -> Double {
        let (small, large) = (min(counts.0, counts.1), max(counts.0, counts.1))
        let mirrored = small * large - statistic
        // The distribution is symmetric; the shorter sum is taken.
        let top = min(statistic, mirrored)
        let ways = self.ways(small, large, through: top)
        var total = 1.0
        for factor in 1...small { total *= Double(large + factor) / Double(factor) }
        let lowerTail = ways.reduce(0, +) / total
        let tail = statistic < mirrored ? 1 - lowerTail + ways[top] / total : lowerTail
        return min(max(tail, 0), 1)
    }

    /// In how many orders of the values the statistic is 0, 1, ... `top`.
    private static func ways(_ small: Int, _ large: Int, through top: Int) -> [Double] {
        var ways = [Double](repeating: 0, count: top + 1)
        ways[0] = 1
        for factor in 1...small {
            for place in stride(from: top, through: large + factor, by: -1) {
                ways[place] -= ways[place - large - factor]
            }
            for place in stride(from: factor, through: top, by: 1) { ways[place] += ways[place - factor] }
        }
        return ways
    }
}
