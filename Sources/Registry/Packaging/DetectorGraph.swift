import Features
import Learning
import ONNX

/// What the graphs of all detectors have in common.
enum DetectorGraph {
    /// The rows, `[rows, features]`.
    static let rowsInput = "features"
    /// The score, `[rows, 1]`.
    static let scoreOutput = "anomaly_score"
    /// How far the score lies below the threshold, `[rows, 1]`; negative for an anomaly.
    static let decisionOutput = "decision_function"

    private static let fingerprint = "schema_fingerprint"
    private static let featureNames = "feature_names"

    /// A graph with its input, its outputs and what it says of its features.
    static func builder(name: String, schema: FeatureSchema) -> GraphBuilder {
        var builder = GraphBuilder(name: name, producerName: "driftdetector")
        builder.inputs = [
            ValueInfo(name: rowsInput, elementType: .float32, shape: [.free("rows"), .fixed(schema.features.count)])
        ]
        builder.outputs = [scoreOutput, decisionOutput].map {
            ValueInfo(name: $0, elementType: .float32, shape: [.free("rows"), .fixed(1)])
        }
        builder.metadata = [
            fingerprint: schema.fingerprint, featureNames: schema.featureNames.joined(separator: ","),
        ]
        return builder
    }

    /// Refuses a graph that was made for other features.
    static func require(_ schema: FeatureSchema, of graph: ModelGraph, subject: String) throws(RegistryError) {
        let found = graph.metadata[fingerprint] ?? "unknown"
        guard found == schema.fingerprint else {
            throw RegistryError(subject: subject, reason: .otherSchema(found: found, expected: schema.fingerprint))
        }
    }

    /// Refuses a schema that a detector cannot be for.
    static func require(
        _ schema: FeatureSchema, width: Int, subject: String
    ) throws(RegistryError) {
        guard schema.features.count != width else { return }
        throw RegistryError(
            subject: subject,
            reason: .model(
                LearningError(
                    subject: subject, reason: .widthMismatch(have: schema.features.count, need: width))))
    }
}
