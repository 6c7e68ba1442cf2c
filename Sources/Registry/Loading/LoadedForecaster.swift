public import Learning
import ONNX
public import Readings

/// A forecaster ready to answer.
public struct LoadedForecaster: Sendable {
    /// Which version it is.
    public let version: ModelVersion
    /// The forecaster, rebuilt from the registered graph.
    public let forecaster: Forecaster

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
        let graph: ModelGraph
        (version, _, graph) = try registry.graph(reference, of: name, kind: .forecast)
        forecaster = try Forecaster(graph: graph, sensors: sensors, subject: version.subject)
    }
}
