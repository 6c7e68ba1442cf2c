public import Features

/// Says of a feature row how strange it is.
public protocol AnomalyDetector: Sendable {
    /// Values a row has.
    var featureCount: Int { get }

    /// The score from which on a row is an anomaly by the share of training rows that should be.
    var anomalyThreshold: Double { get }

    /// The score of one row.
    /// - Parameter row: `[featureCount]` values; NaN is a missing one.
    /// - Returns: a score in [0, 1]; the higher, the stranger.
    /// - Throws: ``LearningError`` with `.widthMismatch`.
    func anomalyScore(_ row: Span<Float>) throws(LearningError) -> Double

    /// The scores of all rows, each the same to the last bit as alone.
    /// - Parameter rows: `featureCount` columns; NaN is a missing value.
    /// - Returns: one score in [0, 1] a row.
    /// - Throws: ``LearningError`` with `.widthMismatch`.
    func anomalyScores(_ rows: FeatureMatrix) throws(LearningError) -> [Double]

    /// Why a row has its score.
    /// - Parameter row: `[featureCount]` values; NaN is a missing one.
    /// - Returns: a contribution for each feature.
    /// - Throws: ``LearningError`` when the row has another width, or the model cannot be explained.
    func explanation(of row: [Float]) throws(LearningError) -> ScoreExplanation

    /// The one feature that makes a row strange.
    /// - Parameter row: `[featureCount]` values; NaN is a missing one.
    /// - Returns: nil for a detector whose scores come from many features at once.
    func cause(of row: [Float]) -> ChangeCause?
}
