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
    /// A few questions with the fitted model's answers.
    public static let probeFile = "probe.json"

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
        try self.init(graph: graph, description: description, parity: parity, reference: reference, probe: nil)
    }

    init(
        graph: [UInt8], description: String, parity: ParityCheck, reference: ReferenceSet?, probe: ProbeSet?
    ) throws(RegistryError) {
        try parity.requireSuccess()
        var files = [
            Self.graphFile: graph,
            Self.descriptionFile: Array(description.utf8),
            Self.checksFile: try ModelRegistry.encoded(["parity": parity]),
        ]
        if let probe { files[Self.probeFile] = try ModelRegistry.encoded(probe) }
        self.files = files.merging(try reference?.files() ?? [:]) { own, _ in own }
    }
}
