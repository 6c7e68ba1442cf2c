import Drift

/// How far numbers have moved, measured by the spread of the reference.
///
/// One impossible value can double a standard deviation and hide a drift; it does not move quartiles.
public struct DistributionShift: Sendable, Equatable {
    /// The quartiles of normally distributed values lie this many standard deviations apart.
    private static let deviationsInRange = 1.348_979_500_392_163_4

    /// The current median less the reference's, in the feature's own unit.
    public let median: Double
    /// ``median`` in distances between the reference's quartiles; nil when these are equal.
    public let medianInRanges: Double?
    /// ``median`` in standard deviations of the reference; nil when that is 0.
    public let medianInDeviations: Double?
    /// The Wasserstein distance in standard deviations as the quartiles give them; nil when these are equal.
    public let robustDistance: Double?

    init?(reference: FeatureSummary.Moments?, current: FeatureSummary.Moments?, distance: Double?) {
        guard let reference, let current else { return nil }
        median = current.median - reference.median
        medianInRanges = Self.ratio(median, reference.interquartileRange)
        medianInDeviations = Self.ratio(median, reference.standardDeviation)
        robustDistance = distance.flatMap {
            Self.ratio($0, reference.interquartileRange / Self.deviationsInRange)
        }
    }

    private static func ratio(_ number: Double, _ unit: Double) -> Double? {
        let ratio = number / unit
        return ratio.isFinite ? ratio : nil
    }
}
