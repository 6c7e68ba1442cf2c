import JSON
import Readings

/// The answer to one reading.
struct Prediction: Equatable {
    let reading: SentReading
    let observedAt: Timestamp
    /// In [0, 1]; the higher, the stranger.
    let anomalyScore: Double
    let isAnomaly: Bool
    /// The score from which on a reading is an anomaly.
    let threshold: Double
    let thresholdSource: String
    /// What makes an anomaly strange; nil for an ordinary reading, and for a model that judges all features together.
    let cause: Cause?
    let modelName: String
    /// Written as a number: versions count 1, 2, 3 …
    let modelVersion: Int
    /// Features without a value, for which the model takes its training median: of a station without history most.
    let undefinedFeatures: Int
    /// Whether the online store was away, so that the row was computed from what was known last.
    let isDegraded: Bool
    let requestID: String

    func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("machine_id", reading.station)
            writer.member("schema", reading.schema.name)
            writer.member("observed_at", observedAt.description)
            writer.member("anomaly_score", anomalyScore)
            writer.member("is_anomaly", isAnomaly)
            writer.name("threshold")
            writer.object { writer in
                writer.member("value", threshold)
                writer.member("source", thresholdSource)
            }
            if let cause {
                writer.name("cause")
                cause.write(to: &writer)
            }
            writer.member("model_name", modelName)
            writer.member("model_version", modelVersion)
            writer.member("undefined_features", undefinedFeatures)
            writer.member("degraded", isDegraded)
            writer.member("request_id", requestID)
            writer.member("ignored", reading.ignored)
        }
    }
}
