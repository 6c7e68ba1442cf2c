import ONNX

extension ModelRegistry {
    /// Refuses a version of which a file is missing or was changed.
    /// - Parameter version: a version of this registry.
    /// - Throws: ``RegistryError`` for the first such file.
    public func requireUnchanged(_ version: ModelVersion) throws(RegistryError) {
        for file in version.digests.keys.sorted() { _ = try contents(of: file, in: version) }
    }

    /// A version's graph and its bytes, proven to be those that were registered.
    func graph(
        _ reference: ModelReference, of name: String, kind: ModelKind
    ) throws(RegistryError) -> (version: ModelVersion, bytes: [UInt8], graph: ModelGraph) {
        let version = try version(reference, of: name)
        guard version.run.kind == kind else {
            throw RegistryError(
                subject: version.subject, reason: .otherKind(found: version.run.kind, expected: kind))
        }
        try requireUnchanged(version)
        let bytes = try contents(of: ModelPackage.graphFile, in: version)
        do {
            return (version, bytes, try ModelGraph(serialized: bytes))
        } catch {
            throw RegistryError(subject: version.subject, reason: .graph(error))
        }
    }
}

extension ModelVersion {
    /// What errors call it.
    var subject: String { "\(name) version \(number)" }
}
