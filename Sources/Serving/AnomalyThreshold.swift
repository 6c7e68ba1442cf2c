public import Learning

/// From which anomaly score on a reading is called an anomaly.
public enum AnomalyThreshold: Sendable, Equatable {
    /// From this score on, whatever the model; the paper's scores lie in (0, 1], 0.5 is ordinary.
    case fixed(Double)
    /// From the score on that makes the model's contamination, its share of outliers, come true on its training rows.
    case contamination

    /// Reads the setting `PREDICTION_THRESHOLD`: `auto`, or a number in [0, 1]; nil for anything else.
    /// - Parameter text: the setting.
    public init?(_ text: String) {
        if text == "auto" {
            self = .contamination
        } else if let value = Double(text), (0...1).contains(value) {
            self = .fixed(value)
        } else {
            return nil
        }
    }

    /// What answers name as the threshold's origin.
    var source: String {
        switch self {
        case .fixed: "PREDICTION_THRESHOLD"
        case .contamination: "contamination"
        }
    }

    /// The score from which on a reading is an anomaly to a detector.
    /// - Parameter detector: the model that answers.
    /// - Returns: a score in [0, 1].
    public func value(for detector: some AnomalyDetector) -> Double {
        switch self {
        case .fixed(let value): value
        case .contamination: detector.anomalyThreshold
        }
    }
}
