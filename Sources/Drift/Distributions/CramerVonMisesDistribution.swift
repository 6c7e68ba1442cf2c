import RealModule

/// The distribution of the Cramér–von Mises statistic of large samples.
///
/// Source: Csörgő, Faraway, "The exact and asymptotic distributions of Cramér–von Mises statistics", J. Royal Stat. Soc.
/// B 58(1), 1996, doi 10.1111/j.2517-6161.1996.tb02077.x, equation 1.2; summed as far as SciPy sums it.
enum CramerVonMisesDistribution {
    /// The probability of a value at least as large.
    /// - Parameter value: any number; above 4 or so the result is no more than rounding, as SciPy's is.
    /// - Returns: 0 ... 1.
    static func upperTail(of value: Double) -> Double {
        // The lower tail is less than 2e-18.
        guard value >= 0.003 else { return 1 }
        var (lowerTail, term, number) = (0.0, 1.0, 0.0)
        repeat {
            let y = 4 * number + 1
            let argument = y * y / (16 * value)
            term =
                .exp(.logGamma(number + 0.5) - .logGamma(number + 1)) / (.pi * (.pi * value).squareRoot())
                * y.squareRoot() * scaledBessel(argument)
            lowerTail += term
            number += 1
        } while term >= 1e-7
        return min(max(1 - lowerTail, 0), 1)
    }

    /// exp(−q) K¼(q), by the trapezoidal rule on DLMF 10.32.9, which converges faster than any power of its step.
    private static func scaledBessel(_ q: Double) -> Double {
        let step = min(0.2, 0.5 / q.squareRoot())
        var (sum, place, t, part) = (0.5, 0, 0.0, 1.0)
        while part > 1e-18, place < 400 {
            place += 1
            t = Double(place) * step
            // cosh t − 1 without the cancellation.
            let half = Double.sinh(t / 2)
            part = .exp(-2 * q * half * half) * .cosh(t / 4)
            sum += part
        }
        return .exp(-2 * q) * sum * step
    }
}
