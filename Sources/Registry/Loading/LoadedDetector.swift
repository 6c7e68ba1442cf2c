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
        version = try registry.version(reference, of: name)
        let subject = "\(name) version \(version.number)"
        guard version.run.kind == .anomaly else {
            throw RegistryError(subject: subject, reason: .malformed("is not an anomaly model"))
        }
        guard version.run.schemaFingerprint == schema.fingerprint else {
            throw RegistryError(
                subject: subject,
                reason: .otherSchema(found: version.run.schemaFingerprint, expected: schema.fingerprint))
        }
        let bytes = try registry.contents(of: ModelPackage.graphFile, in: version)
        let graph: ModelGraph
        do { graph = try ModelGraph(serialized: bytes) } catch {
            throw RegistryError(subject: subject, reason: .graph(error))
        }
        forest = try IsolationForest(graph: graph, subject: subject)
        guard forest.featureCount == schema.features.count else {
            throw RegistryError(
                subject: subject,
                reason: .malformed("takes \(forest.featureCount) features, not \(schema.features.count)"))
        }
        self.schema = schema
    }
}
