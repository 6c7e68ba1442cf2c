import JSON
import Learning
import Readings
import Registry

/// Why one reading has its score.
struct Explanation {
    private struct Contribution {
        let feature: String
        /// Nil where the feature is undefined.
        let value: Double?
        let contribution: Double
    }

    private let scored: ScoredReading
    private let method: ScoreExplanation.Method
    private let baseline: Double
    /// The largest first, whatever their sign.
    private let contributions: [Contribution]

    /// An explanation.
    /// - Parameters:
    ///   - scored: the reading and its score.
    ///   - explanation: one contribution a feature.
    ///   - features: the features' names, in the order of the row.
    init(_ scored: ScoredReading, explanation: ScoreExplanation, features: [String]) {
        self.scored = scored
        method = explanation.method
        baseline = explanation.baseline
        contributions = features.indices.map { place in
            let value = scored.row[place]
            return Contribution(
                feature: features[place], value: value.isFinite ? Double(value) : nil,
                contribution: explanation.contributions[place])
        }.sorted { (abs($0.contribution), $1.feature) > (abs($1.contribution), $0.feature) }
    }

    func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("machine_id", scored.reading.station)
            writer.member("schema", scored.reading.schema.name)
            writer.member("observed_at", scored.observedAt.description)
            writer.member("anomaly_score", scored.score)
            writer.member("method", method.rawValue)
            writer.member(method == .pathLength ? "baseline_score" : "limit", baseline)
            writer.name("contributions")
            writer.array { writer in
                for item in contributions {
                    writer.object { writer in
                        writer.member("feature", item.feature)
                        writer.name("value")
                        if let value = item.value { writer.value(value) } else { writer.null() }
                        writer.member("contribution", item.contribution)
                    }
                }
            }
            writer.member("model_name", scored.detector.model.version.name)
            writer.member("model_version", scored.detector.model.version.number)
            writer.member("degraded", scored.isDegraded)
            writer.member("ignored", scored.reading.ignored)
        }
    }
}
