public import Learning
import ONNX
public import Readings

/// A forecaster ready to answer.
public struct LoadedForecaster: Sendable {
    /// Which version it is.
    public let version: ModelVersion
    /// The forecaster, rebuilt from the registered graph.
    public let forecaster: RidgeForecaster

    /// Loads a version.
    /// - Parameters:
    ///   - reference: which version.
    ///   - name: the model's name.
    ///   - registry: holds it.
    ///   - sensors: what the stations report.
    /// - Throws: ``RegistryError`` when there is no such version, its files were changed, or it was trained for other
    ///   inputs.
    public init(
        _ reference: ModelReference, of name: String, in registry: ModelRegistry, sensors: SensorSchema
    ) throws(RegistryError) {
        version = try registry.version(reference, of: name)
        let subject = "\(name) version \(version.number)"
        guard version.run.kind == .forecast else {
            throw RegistryError(subject: subject, reason: .malformed("is not a forecast model"))
        }
        let bytes = try registry.contents(of: ModelPackage.graphFile, in: version)
        let graph: ModelGraph
        do { graph = try ModelGraph(serialized: bytes) } catch {
            throw RegistryError(subject: subject, reason: .graph(error))
        }
        forecaster = try RidgeForecaster(graph: graph, sensors: sensors, subject: subject)
    }
}
