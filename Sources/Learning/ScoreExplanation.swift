/// Why a row has its anomaly score.
public struct ScoreExplanation: Sendable, Equatable {
    /// What the numbers mean.
    public enum Method: String, Sendable {
        /// Shapley values of a forest's mean path length: log₂(score) = log₂(baseline) + the sum of all contributions,
        /// so that a contribution of 0.1 makes the score 7 % higher. The baseline, in (0, 1), is the score of a row that
        /// has the mean path length of the training samples.
        case pathLength = "path_length"
        /// Departures in units of what is usual, with their signs: the largest alone makes the score
        /// 1 − 2^(−|largest| ÷ baseline). The baseline, > 0, is the departure from which on a row is an anomaly.
        case change
    }

    /// What the numbers mean.
    public let method: Method
    /// What contributions are measured against.
    public let baseline: Double
    /// One a feature; of departures 0 for a missing one.
    public let contributions: [Double]
}
