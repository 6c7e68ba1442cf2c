import RealModule

/// The distribution of the one-sided one-sample Kolmogorov–Smirnov statistic.
///
/// Source: Birnbaum, Tingey, "One-sided confidence contours for probability distribution functions", Ann. Math.
/// Statist. 22(4), 1951, doi 10.1214/aoms/1177729550; equals `scipy.special.smirnov`.
enum OneSidedKolmogorovDistribution {
    /// Sums of more terms are taken from evenly spaced ones.
    private static let mostTerms = 8192

    /// The probability that an empirical distribution function exceeds the true one by at least as much anywhere.
    ///
    /// - Parameters:
    ///   - count: the size n of the sample, ≥ 1.
    ///   - distance: 0 < x < 1.
    /// - Returns: 0 ... 1, with a relative error below 1e-10.
    /// - Complexity: O(n), and at most some thousand terms.
    static func upperTail(count: Int, distance: Double) -> Double {
        let n = Double(count)
        var sum = 0.0
        // The terms are smooth in their number and vanish with all derivatives at both ends, so that a sum over evenly
        // spaced ones differs from the whole sum by less than rounding does.
        let spacing = count > 2 * mostTerms ? count / mostTerms : 1
        if spacing == 1 { sum = .exp(n * .log(onePlus: -distance)) }
        let shift = n * distance
        for term in stride(from: spacing, to: count, by: spacing) {
            let v = Double(term)
            guard n - v > shift else { break }
            // x / (x + v/n) times the binomial probability of v among n with mean v + n·x, in Loader's form.
            let exponent =
                v * .log(onePlus: shift / v) + (n - v) * .log(onePlus: -shift / (n - v))
                + StirlingError.of(n) - StirlingError.of(v) - StirlingError.of(n - v)
            guard exponent > -745 else { continue }
            sum += shift / (shift + v) * (n / (2 * .pi * v * (n - v))).squareRoot() * .exp(exponent)
        }
        return min(sum * Double(spacing), 1)
    }
}
