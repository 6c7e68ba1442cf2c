import Drift

/// How one version has forecast beside another, on targets of which both forecasts and the outcome are known.
///
/// An hour's difference is the mean, over stations, sensors and horizons, of the difference of absolute errors divided by
/// the mean error of the second. It is added up by a one-sided CUSUM (E. S. Page, 1954, doi 10.1093/biomet/41.1-2.100), so
/// that a version that is much worse is found within hours and one that is a little worse within days.
public struct LiveComparison: Sendable, Equatable {
    /// Hours with outcomes.
    public let hours: Int
    /// Mean error of the first divided by that of the second, less 1; positive where the first is worse. 0 without hours.
    public let excess: Double
    /// The number of hours after which the first is called worse; nil while it is not.
    public let worseAfter: Int?

    /// Excess that is put up with.
    public static let slack = 0.05
    /// Excess times hours that is too much: an error half as large again is found in 14 hours.
    public static let limit = 6.0

    /// Compares.
    /// - Parameter differences: hour by hour (first − second) ÷ second's mean error; NaN for an hour without outcomes.
    public init(differences: [Double]) {
        let known = differences.filter(\.isFinite)
        hours = known.count
        excess = known.isEmpty ? 0 : known.reduce(0, +) / Double(known.count)
        var sum = CumulativeSum(slack: Self.slack, limit: Self.limit, clip: 2)
        var found: Int?
        for (hour, difference) in known.enumerated() where found == nil {
            if sum.update(difference), sum.side == .upper { found = hour + 1 }
        }
        worseAfter = found
    }
}
