import ONNX

/// The finite numbers that a graph of this program carries, by name.
struct GraphNumbers {
    let graph: ModelGraph
    /// The model, for errors.
    let subject: String

    subscript(name: String) -> [Float] {
        get throws(RegistryError) {
            guard let floats = try ifPresent(name) else {
                throw RegistryError(subject: subject, reason: .malformed("\(name) is missing"))
            }
            return floats
        }
    }

    /// The numbers of a name, nil when there are none.
    func ifPresent(_ name: String) throws(RegistryError) -> [Float]? {
        let tensor: Tensor?
        do { tensor = try graph.initializer(named: name) } catch {
            throw RegistryError(subject: subject, reason: .graph(error))
        }
        guard let tensor else { return nil }
        guard let floats = tensor.floats, floats.allSatisfy(\.isFinite) else {
            throw RegistryError(subject: subject, reason: .malformed("\(name) is not finite"))
        }
        return floats
    }
}
