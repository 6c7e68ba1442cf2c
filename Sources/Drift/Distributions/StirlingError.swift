import RealModule

/// What Stirling's formula leaves of log n!.
///
/// Source: Loader, "Fast and accurate computation of binomial probabilities", 2000; the series is DLMF 5.11.1.
enum StirlingError {
    /// log Γ(n + 1) − (n + ½) log n + n − ½ log 2π.
    /// - Parameter n: > 0, whole or not.
    /// - Returns: 0 ... 1/(12 n).
    static func of(_ n: Double) -> Double {
        guard n >= 16 else {
            return .logGamma(n + 1) - (n + 0.5) * .log(n) + n - 0.5 * .log(2 * .pi)
        }
        let inverse = 1 / n
        let square = inverse * inverse
        let tail = 1.0 / 1260 - square * (1.0 / 1680 - square * (1.0 / 1188 - square * 691 / 360_360))
        return inverse * (1.0 / 12 - square * (1.0 / 360 - square * tail))
    }
}
