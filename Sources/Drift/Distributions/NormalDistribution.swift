import RealModule

/// The standard normal distribution.
enum NormalDistribution {
    /// The probability of a value greater than `value`; equals `scipy.stats.norm.sf`.
    /// - Parameter value: any number.
    /// - Returns: 0 ... 1.
    static func upperTail(of value: Double) -> Double {
        0.5 * .erfc(value / Double(2).squareRoot())
    }
}
