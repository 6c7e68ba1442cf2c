/// The Hellinger distance: √(1 − Σ √(p q)) over bins.
///
/// Source: Le Cam, Yang, "Asymptotics in statistics", 2000, doi 10.1007/978-1-4612-1166-2; equals Evidently's
/// `hellinger` but for the cancellation there, which reports up to 2e-8 for equal samples.
enum HellingerDistance {
    /// The distance.
    /// - Parameter shares: shares of bins; empty ones stay empty.
    /// - Returns: 0 ... 1.
    static func of(_ shares: BinShares) -> Double {
        var sum = 0.0
        for (p, q) in zip(shares.reference, shares.current) {
            let difference = p.squareRoot() - q.squareRoot()
            sum += difference * difference
        }
        return min(sum / 2, 1).squareRoot()
    }
}
