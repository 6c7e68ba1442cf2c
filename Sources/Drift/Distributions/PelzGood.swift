import RealModule

/// The Kolmogorov distribution of large samples by four terms of its expansion in 1/√n.
///
/// Source: Pelz, Good, "Approximating the lower tail-areas of the Kolmogorov–Smirnov one-sample statistic", J. Royal
/// Stat. Soc. B 38(2), 1976, in the form of Simard, L'Ecuyer 2011, doi 10.18637/jss.v039.i11.
enum PelzGood {
    /// The probability that the distance is at most `distance`.
    ///
    /// - Parameters:
    ///   - count: the size n of the sample, > 140 for a relative error of the upper tail below 1e-5 or so.
    ///   - distance: 0 < x < 1 with n·x² > 0.01.
    /// - Returns: 0 ... 1, but for the error of the expansion.
    static func lowerTail(count: Double, distance: Double) -> Double {
        let z = count.squareRoot() * distance
        let (z2, z4) = (z * z, z * z * z * z)
        let (z6, z8) = (z4 * z2, z4 * z4)
        let pi2 = Double.pi * .pi
        let (pi4, pi6) = (pi2 * pi2, pi2 * pi2 * pi2)
        let root = (2 * Double.pi).squareRoot()

        var odd = SIMD4<Double>(repeating: 0)
        var whole = SIMD2<Double>(repeating: 0)
        let terms = Int((16 * z / .pi).rounded(.up))
        for k in stride(from: terms, through: 1, by: -1) {
            let m2 = Double((2 * k - 1) * (2 * k - 1))
            let (m4, m6) = (m2 * m2, m2 * m2 * m2)
            let weight = Double.exp(-pi2 * m2 / (8 * z2))
            let second = 6 * z6 + 2 * z4 + (2 * z4 - 5 * z2) * pi2 * m2 / 4 + pi4 * (1 - 2 * z2) * m4 / 16
            let third =
                -30 * z6 - 90 * z8 + pi2 * (135 * z4 - 96 * z6) * m2 / 4 + pi4 * (212 * z4 - 60 * z2) * m4 / 16
                + pi6 * (5 - 30 * z2) * m6 / 64
            odd += SIMD4(1, pi2 * m2 / 4 - z2, second, third) * weight

            let k2 = Double(k * k)
            let other = Double.exp(-pi2 * k2 / (2 * z2)) * k2
            whole += SIMD2(other, other * (3 * z2 - pi2 * k2))
        }
        odd *= root
        odd /= SIMD4(z, 6 * z4, 72 * z6 * z, 6480 * z8 * z2)
        odd[2] -= whole[0] * pi2 * root / (36 * z2 * z)
        odd[3] += whole[1] * pi2 * root / (216 * z6)
        let inverseRoot = 1 / count.squareRoot()
        return odd[0] + inverseRoot * (odd[1] + inverseRoot * (odd[2] + inverseRoot * odd[3]))
    }
}
