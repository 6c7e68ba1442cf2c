public import Features
public import Learning
import ONNX

/// An anomaly detector ready to answer.
public struct LoadedDetector: Sendable {
    /// Which version it is.
    public let version: ModelVersion
    /// The features it takes.
    public let schema: FeatureSchema
    /// The detector, rebuilt from the registered graph.
    public let detector: any AnomalyDetector

    /// Loads a version.
    /// - Parameters:
    ///   - reference: which version.
    ///   - name: the model's name.
    ///   - registry: holds it.
    ///   - schemas: the feature sets that this program computes of the model's stations; the version says which it takes.
    ///   - engine: what computes its scores.
    /// - Throws: ``RegistryError`` when there is no such version, its files were changed, it was trained for other
    ///   features, or the engine cannot run its graph.
    public init(
        _ reference: ModelReference, of name: String, in registry: ModelRegistry, schemas: [FeatureSchema],
        engine: InferenceEngine = .native
    ) throws(RegistryError) {
        let (version, bytes, graph) = try registry.graph(reference, of: name, kind: .anomaly)
        guard let schema = schemas.first(where: { $0.name == version.run.view }) else {
            throw RegistryError(
                subject: version.subject,
                reason: .otherSchema(
                    found: version.run.view, expected: schemas.map(\.name).joined(separator: " or ")))
        }
        let native = Result { () throws(RegistryError) in
            try Self.native(graph, schema: schema, subject: version.subject)
        }
        switch engine {
        case .native: detector = try native.get()
        case .onnxRuntime(let library):
            detector = try GraphDetector(
                graph: graph, bytes: bytes, schema: schema, native: try? native.get(), library: library,
                subject: version.subject)
        }
        self.version = version
        self.schema = schema
    }

    private static func native(
        _ graph: ModelGraph, schema: FeatureSchema, subject: String
    ) throws(RegistryError) -> any AnomalyDetector {
        switch graph.name {
        case IsolationForest.graphName: return try IsolationForest(graph: graph, schema: schema, subject: subject)
        case ChangeDetector.graphName: return try ChangeDetector(graph: graph, schema: schema, subject: subject)
        default:
            throw RegistryError(
                subject: subject,
                reason: .malformed(
                    "this program has no evaluator for the graph \"\(graph.name)\"; "
                        + "with INFERENCE_RUNTIME=onnxruntime ONNX Runtime runs it"))
        }
    }
}
