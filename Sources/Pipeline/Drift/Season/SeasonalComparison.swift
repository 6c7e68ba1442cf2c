import Drift

/// A feature of the current window against the rows of its season in the reference.
public struct SeasonalComparison: Sendable, Equatable {
    /// The normed Wasserstein distance, ≥ 0, in standard deviations of the season's rows.
    public let score: Double
    /// What the score was held against.
    public let threshold: Double
    /// Finite values of the feature in the season's rows, ≥ ``SeasonalReference/fewestRows``.
    public let rowCount: Int
    /// How many earlier years the season's rows are of, ≥ 1.
    public let years: Int

    /// All parts.
    package init(score: Double, threshold: Double, rowCount: Int, years: Int) {
        self.score = score
        self.threshold = threshold
        self.rowCount = rowCount
        self.years = years
    }

    /// Nil of labels, when the feature has too few values in the season, and when the window has none.
    init?(_ season: Season, reference: DriftColumn.Values, current: DriftColumn.Values, threshold: Double) {
        let comparison = ColumnComparison(reference: reference.selecting(rows: season.rows), current: current)
        guard case .numbers(let samples) = comparison else { return nil }
        self.init(samples, years: season.years, threshold: threshold)
    }

    /// Nil when the season, which is the reference, has too few values, and when the window has none.
    init?(_ samples: SampleComparison, years: Int, threshold: Double) {
        guard samples.reference.count >= SeasonalReference.fewestRows,
            let score = samples.result(of: .wassersteinNorm)?.score
        else { return nil }
        self.init(score: score, threshold: threshold, rowCount: samples.reference.count, years: years)
    }

    /// Whether the feature has departed from its season.
    public var drifted: Bool { score >= threshold }
}
