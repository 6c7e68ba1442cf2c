import RealModule

/// The chi-square distribution.
package enum ChiSquareDistribution {
    private static let mostSteps = 100_000

    /// The probability of a value at least as large; equals `scipy.stats.chi2.sf`.
    ///
    /// The regularised incomplete gamma function by its series (DLMF 8.11.4) below the mean and its continued fraction
    /// (DLMF 8.9.2, evaluated with Lentz's method) above.
    ///
    /// - Parameters:
    ///   - value: ≥ 0, also infinite.
    ///   - degreesOfFreedom: ≥ 0; with 0 the whole probability lies at 0.
    /// - Returns: 0 ... 1.
    package static func upperTail(of value: Double, degreesOfFreedom: Int) -> Double {
        guard value > 0 else { return 1 }
        guard degreesOfFreedom > 0, value < .infinity else { return 0 }
        let (shape, x) = (Double(degreesOfFreedom) / 2, value / 2)
        // x^a e^-x / Γ(a + 1), without the difference of large logarithms.
        let density =
            Double.exp(shape * .log(x / shape) + shape - x - StirlingError.of(shape))
            / (2 * .pi * shape).squareRoot()
        let tail = x < shape + 1 ? 1 - density * series(shape, x) : density * shape * fraction(shape, x)
        return min(max(tail, 0), 1)
    }

    private static func series(_ shape: Double, _ x: Double) -> Double {
        var (sum, term) = (1.0, 1.0)
        for step in 1...mostSteps {
            term *= x / (shape + Double(step))
            sum += term
            if term < sum * 1e-17 { break }
        }
        return sum
    }

    private static func fraction(_ shape: Double, _ x: Double) -> Double {
        var b = x + 1 - shape
        var c = 1e300
        var d = 1 / b
        var result = d
        for step in 1...mostSteps {
            let a = -Double(step) * (Double(step) - shape)
            b += 2
            d = a * d + b
            d = 1 / (abs(d) < 1e-300 ? 1e-300 : d)
            c = b + a / c
            if abs(c) < 1e-300 { c = 1e-300 }
            result *= c * d
            if abs(c * d - 1) < 1e-16 { break }
        }
        return result
    }
}
