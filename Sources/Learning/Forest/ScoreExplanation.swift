/// Why a row has its anomaly score.
///
/// log₂(score) = log₂(baseline) + the sum of all contributions: a contribution of 0.1 makes the score 7 % higher.
public struct ScoreExplanation: Sendable, Equatable {
    /// The score of a row that has the mean path length of the training samples, in (0, 1).
    public let baseline: Double
    /// One a feature: by how much its value raises log₂ of the score, or lowers it where negative.
    public let contributions: [Double]
}
