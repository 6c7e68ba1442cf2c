import RealModule

/// A paired test of whether one forecaster's errors are less than another's on the same targets.
///
/// F. X. Diebold, R. S. Mariano, "Comparing Predictive Accuracy" (1995), doi 10.1080/07350015.1995.10524599, with the
/// small-sample correction and Student's distribution of D. Harvey, S. Leybourne, P. Newbold (1997),
/// doi 10.1016/S0169-2070(96)00719-4. Differences of loss are averaged over a day first: hours of a day, and stations
/// under one weather, err alike and are no independent evidence.
public struct DieboldMariano: Sendable, Equatable {
    /// Mean difference of the losses; negative where the first forecaster is better.
    public let meanDifference: Double
    /// The corrected statistic; 0 where all differences are 0.
    public let statistic: Double
    /// Days compared.
    public let days: Int
    /// Probability of a statistic at least as far from 0 when both are equally good.
    public let pValue: Double

    /// Days that a comparison needs at least.
    public static let fewestDays = 10

    /// Compares two forecasters.
    /// - Parameters:
    ///   - differences: for each day, in order, the mean of first loss − second loss; NaN for a day without targets.
    ///   - horizonDays: days over which forecasts overlap: 1 for horizons up to 24 hours, 2 up to 48; differences up to one
    ///     day less are taken as correlated.
    /// - Throws: ``LearningError`` with `.tooFewRows`.
    public init(differences: [Double], horizonDays: Int) throws(LearningError) {
        let known = differences.filter { !$0.isNaN }
        guard known.count >= Self.fewestDays else {
            throw LearningError(
                subject: "comparison of forecasts", reason: .tooFewRows(have: known.count, need: Self.fewestDays))
        }
        let count = Double(known.count)
        let mean = known.reduce(0, +) / count
        func covariance(lag: Int) -> Double {
            (lag..<known.count).reduce(0) { $0 + (known[$1] - mean) * (known[$1 - lag] - mean) } / count
        }
        let lags = max(0, min(horizonDays, known.count) - 1)
        let alone = covariance(lag: 0)
        var variance = alone
        if lags > 0 { for lag in 1...lags { variance += 2 * covariance(lag: lag) } }
        // The sum of sample covariances can be negative, which no variance is.
        if variance <= 0 { variance = alone }
        let horizon = Double(lags + 1)
        let correction = ((count + 1 - 2 * horizon + horizon * (horizon - 1) / count) / count).squareRoot()
        meanDifference = mean
        days = known.count
        if variance > 0 {
            statistic = mean / (variance / count).squareRoot() * correction
            pValue = StudentDistribution.twoSidedTail(of: statistic, degreesOfFreedom: count - 1)
        } else {
            statistic = mean == 0 ? 0 : (mean > 0 ? .infinity : -.infinity)
            pValue = mean == 0 ? 1 : 0
        }
    }
}
