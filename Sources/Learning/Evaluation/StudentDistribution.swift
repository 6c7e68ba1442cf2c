import RealModule

/// Student's t distribution.
enum StudentDistribution {
    /// The probability of a value at least as far from 0 as `value`, equal to SciPy's `2 * t.sf(abs(value), df)`.
    /// - Parameters:
    ///   - value: finite or infinite.
    ///   - degreesOfFreedom: > 0.
    /// - Returns: 0 … 1.
    static func twoSidedTail(of value: Double, degreesOfFreedom: Double) -> Double {
        guard value.isFinite else { return 0 }
        return regularizedBeta(
            degreesOfFreedom / (degreesOfFreedom + value * value), degreesOfFreedom / 2, 0.5)
    }

    /// The regularised incomplete beta function I_x(a, b) by its continued fraction (DLMF 8.17.22), evaluated with Lentz's
    /// method.
    private static func regularizedBeta(_ x: Double, _ a: Double, _ b: Double) -> Double {
        guard x > 0 else { return 0 }
        guard x < 1 else { return 1 }
        // The fraction converges quickly below the mean only.
        guard x < (a + 1) / (a + b + 2) else { return 1 - regularizedBeta(1 - x, b, a) }
        let logarithm =
            a * Double.log(x) + b * Double.log(onePlus: -x) + Double.logGamma(a + b) - Double.logGamma(a)
            - Double.logGamma(b)
        let tiny = 1e-300
        var (c, d) = (1.0, 1 - (a + b) * x / (a + 1))
        d = 1 / (abs(d) < tiny ? tiny : d)
        var fraction = d
        for step in 1...300 {
            let m = Double(step)
            let even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
            let odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
            for term in [even, odd] {
                d = 1 + term * d
                d = 1 / (abs(d) < tiny ? tiny : d)
                c = 1 + term / c
                if abs(c) < tiny { c = tiny }
                fraction *= c * d
            }
            if abs(c * d - 1) < 1e-15 { break }
        }
        return Double.exp(logarithm) * fraction / a
    }
}
