import Drift

/// How far the errors of one-hour forecasts of a sensor have moved from those of trusted hours.
///
/// Forecasts start from the present values, so their errors know no season: what moves them is another weather, or a fault.
public struct ResidualDrift: Sendable, Equatable {
    /// From this score on errors have moved. Measured: 168 hours of healthy errors never scored as much in 1.5
    /// station-years, while noise and another unit did within 38 and 59 hours.
    public static let threshold = 0.5
    /// Errors without which nothing is told.
    static let fewestErrors = 48

    /// The normed Wasserstein distance, ≥ 0.
    public let score: Double
    /// Errors in the window.
    public let count: Int

    /// Whether errors have moved.
    public var drifted: Bool { score >= Self.threshold }

    /// Nil when a side has too few errors.
    /// - Parameters:
    ///   - trusted: errors of trusted hours, NaN where missing.
    ///   - current: errors of the window.
    init?(trusted: [Double], current: [Double]) {
        let comparison = SampleComparison(reference: Sample(trusted), current: Sample(current))
        guard comparison.reference.count >= Self.fewestErrors, comparison.current.count >= Self.fewestErrors,
            let result = comparison.result(of: .wassersteinNorm)
        else { return nil }
        score = result.score
        count = comparison.current.count
    }
}
