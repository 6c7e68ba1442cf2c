public import Features
public import Learning
import ONNX

/// An anomaly detector ready to answer.
public struct LoadedDetector: Sendable {
    /// Which version it is.
    public let version: ModelVersion
    /// The features it takes.
    public let schema: FeatureSchema
    /// The forest, rebuilt from the registered graph.
    public let forest: IsolationForest

    /// Loads a version.
    /// - Parameters:
    ///   - reference: which version.
    ///   - name: the model's name.
    ///   - registry: holds it.
    ///   - schema: the features that this program computes.
    /// - Throws: ``RegistryError`` when there is no such version, its files were changed, or it was trained for other
    ///   features.
    public init(
        _ reference: ModelReference, of name: String, in registry: ModelRegistry, schema: FeatureSchema
    ) throws(RegistryError) {
        let graph: ModelGraph
        (version, graph) = try registry.graph(reference, of: name, kind: .anomaly)
        forest = try IsolationForest(graph: graph, schema: schema, subject: version.subject)
        self.schema = schema
    }
}
