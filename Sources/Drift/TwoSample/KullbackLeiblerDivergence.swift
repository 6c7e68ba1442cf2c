import RealModule

/// The Kullback–Leibler divergence of the current shares from those of the reference: Σ p ln(p / q) over bins.
///
/// Source: Kullback, Leibler, "On information and sufficiency", Ann. Math. Statist. 22(1), 1951,
/// doi 10.1214/aoms/1177729694; equals Evidently's `kl_div`.
enum KullbackLeiblerDivergence {
    /// The divergence.
    /// - Parameter shares: shares of bins; empty ones are filled, and both sides normalised.
    /// - Returns: ≥ 0, in nats.
    static func of(_ shares: BinShares) -> Double {
        let filled = shares.filled
        let ours = filled.reference.reduce(0, +)
        let theirs = filled.current.reduce(0, +)
        var sum = 0.0
        for (p, q) in zip(filled.reference, filled.current) { sum += p / ours * .log((p / ours) / (q / theirs)) }
        return max(sum, 0)
    }
}
