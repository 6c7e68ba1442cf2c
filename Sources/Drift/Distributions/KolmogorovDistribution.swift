import RealModule

/// The distribution of the two-sided one-sample Kolmogorov–Smirnov statistic.
///
/// Source: Simard, L'Ecuyer, "Computing the two-sided Kolmogorov–Smirnov distribution", J. Stat. Software 39(11), 2011,
/// doi 10.18637/jss.v039.i11; equals `scipy.stats.kstwo.sf`.
package enum KolmogorovDistribution {
    /// The probability that the distance of an empirical distribution function from the true one is at least as large.
    ///
    /// - Parameters:
    ///   - count: the size n of the sample, ≥ 1; less counts as 1.
    ///   - distance: any number.
    /// - Returns: 0 ... 1.
    package static func upperTail(count: Int, distance: Double) -> Double {
        let count = max(count, 1)
        let n = Double(count)
        let scaled = n * distance
        guard scaled > 0.5 else { return 1 }
        guard distance < 1 else { return 0 }
        if scaled <= 1 {
            return clamped(1 - .exp(.logGamma(n + 1) + n * (.log(2 * scaled - 1) - .log(n))))
        }
        if scaled >= n - 1 { return clamped(2 * .exp(n * .log(onePlus: -distance))) }
        let squared = scaled * distance
        let onesidedFrom = count <= 140 ? 4.0 : 2.2
        if distance >= 0.5 || squared >= onesidedFrom {
            return clamped(2 * OneSidedKolmogorovDistribution.upperTail(count: count, distance: distance))
        }
        // Below this the lower tail is less than 1e-14.
        if squared < 0.035 { return 1 }
        if count <= 140 || (count <= 100_000 && scaled * distance.squareRoot() <= 1.4) {
            return clamped(1 - DurbinMatrix.lowerTail(count: count, distance: distance))
        }
        return clamped(1 - PelzGood.lowerTail(count: n, distance: distance))
    }

    private static func clamped(_ probability: Double) -> Double {
        min(max(probability, 0), 1)
    }
}
