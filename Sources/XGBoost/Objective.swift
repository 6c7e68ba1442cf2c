/// What training makes small, and so which number of the label's distribution the trees predict.
public enum Objective: Sendable, Equatable {
    /// The squared error: trees predict the mean. XGBoost's `reg:squarederror`.
    case squaredError
    /// The absolute error: trees predict the median. XGBoost's `reg:absoluteerror`.
    case absoluteError
    /// The quantile (pinball) loss: trees predict the quantile of this level, over 0 and under 1. XGBoost's
    /// `reg:quantileerror`.
    case quantile(Double)

    /// The names and values that say this to XGBoost.
    var settings: [(name: String, value: String)] {
        switch self {
        case .squaredError: [("objective", "reg:squarederror")]
        case .absoluteError: [("objective", "reg:absoluteerror")]
        case .quantile(let level): [("objective", "reg:quantileerror"), ("quantile_alpha", "\(level)")]
        }
    }
}
