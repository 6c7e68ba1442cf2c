import RealModule

/// The Jensen–Shannon distance: the root of the mean divergence of two spreads from their middle.
///
/// Source: Endres, Schindelin, "A new metric for probability distributions", IEEE Trans. Inf. Theory 49(7), 2003,
/// doi 10.1109/TIT.2003.813506; equals `scipy.spatial.distance.jensenshannon` with natural logarithms.
enum JensenShannonDistance {
    /// The distance.
    /// - Parameter shares: shares of bins; empty ones stay empty.
    /// - Returns: 0 ... √ln 2.
    static func of(_ shares: BinShares) -> Double {
        let ours = shares.reference.reduce(0, +)
        let theirs = shares.current.reduce(0, +)
        var (left, right) = (0.0, 0.0)
        for (first, second) in zip(shares.reference, shares.current) where first != second {
            let (p, q) = (first / ours, second / theirs)
            let middle = (p + q) / 2
            if p > 0 { left += p * .log(p / middle) }
            if q > 0 { right += q * .log(q / middle) }
        }
        return (max(left + right, 0) / 2).squareRoot()
    }
}
