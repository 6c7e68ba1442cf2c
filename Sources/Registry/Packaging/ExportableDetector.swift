public import Features
public import Learning
public import ONNX

/// A detector that can be written as an ONNX graph and read from it again, exactly.
///
/// Every graph of a detector goes from ``DetectorGraph/rowsInput``, `[rows, features]`, to ``DetectorGraph/scoreOutput``
/// and ``DetectorGraph/decisionOutput``, `[rows, 1]`, and carries the fingerprint and the names of its features.
public protocol ExportableDetector: AnomalyDetector {
    /// The detector as a graph.
    /// - Parameter schema: the features, for their names and fingerprint.
    /// - Returns: a graph that gives the detector's scores, computed in Float.
    /// - Throws: ``RegistryError`` when the detector and the schema do not fit, or the graph cannot be made.
    func graph(schema: FeatureSchema) throws(RegistryError) -> ModelGraph
}
