import RealModule

/// The population stability index: Σ (p − q) ln(p / q) over bins.
///
/// Source: Siddiqi, "Credit risk scorecards", 2006, ISBN 978-0-471-75451-0; equals Evidently's `psi`.
enum PopulationStabilityIndex {
    /// The index.
    /// - Parameter shares: shares of bins; empty ones are filled.
    /// - Returns: ≥ 0, without unit.
    static func of(_ shares: BinShares) -> Double {
        let filled = shares.filled
        var sum = 0.0
        for (p, q) in zip(filled.reference, filled.current) where p != q { sum += (p - q) * .log(p / q) }
        return sum
    }
}
