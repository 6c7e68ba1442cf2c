/// The files of a version to be.
public struct ModelPackage: Sendable, Equatable {
    /// Bytes by file name.
    public let files: [String: [UInt8]]

    /// The exported graph.
    public static let graphFile = "model.onnx"
    /// MLflow's description of the folder.
    public static let descriptionFile = "MLmodel"
    /// What was checked before registration.
    public static let checksFile = "checks.json"

    /// A package of a checked graph.
    /// - Parameters:
    ///   - graph: serialised ONNX.
    ///   - description: the `MLmodel` file.
    ///   - parity: what the comparison with ONNX Runtime found.
    ///   - reference: what is kept of the rows it was trained on.
    /// - Throws: ``RegistryError`` when the parity check failed or cannot be written down.
    public init(
        graph: [UInt8], description: String, parity: ParityCheck, reference: ReferenceSet? = nil
    ) throws(RegistryError) {
        try parity.requireSuccess()
        let files = [
            Self.graphFile: graph,
            Self.descriptionFile: Array(description.utf8),
            Self.checksFile: try ModelRegistry.encoded(["parity": parity]),
        ]
        self.files = files.merging(try reference?.files() ?? [:]) { own, _ in own }
    }
}
