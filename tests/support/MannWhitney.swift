import Foundation

/// Whether two samples come from one distribution, by the ranks of their values.
public enum MannWhitney {
    /// The two-sided p-value by the normal approximation, corrected for ties and for continuity.
    ///
    /// Equals `scipy.stats.mannwhitneyu(method="asymptotic")`; near enough from 8 values a sample on.
    ///
    /// Source: Mann, Whitney, "On a test of whether one of two random variables is stochastically larger than the other",
    /// Annals of Mathematical Statistics 18(1), 1947, doi 10.1214/aoms/1177730491.
    ///
    /// - Parameters:
    ///   - one: values, at least one.
    ///   - other: values, at least one.
    /// - Returns: a probability; 1 when all values are equal.
    public static func pValue(_ one: [Double], _ other: [Double]) -> Double {
        let (m, n) = (Double(one.count), Double(other.count))
        let all = m + n
        var (u, ties) = (0.0, 0.0)
        for value in one {
            for against in other { u += value > against ? 1 : value == against ? 0.5 : 0 }
        }
        let counts = Dictionary(grouping: one + other) { $0 }.values.map { Double($0.count) }
        for count in counts { ties += count * count * count - count }
        let spread = (m * n / 12 * (all + 1 - ties / (all * (all - 1)))).squareRoot()
        guard spread > 0 else { return 1 }
        let distance = max(0, abs(u - m * n / 2) - 0.5) / spread
        return erfc(distance / 2.0.squareRoot())
    }
}
