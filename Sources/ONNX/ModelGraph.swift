import SwiftProtobuf

/// A model as its file holds it: a graph of operations with its constants, inputs and outputs.
///
/// Reading keeps what this module does not understand, and writes it again.
public struct ModelGraph: Equatable, Sendable {
    package var proto: Onnx_ModelProto

    package init(proto: Onnx_ModelProto) {
        self.proto = proto
    }

    /// Reads a model. Whether its graph makes sense is for ``GraphChecker`` to say.
    ///
    /// - Parameter bytes: the content of an `.onnx` file.
    /// - Throws: ``ONNXError`` with `.malformed` or `.graphMissing`.
    public init(serialized bytes: [UInt8]) throws(ONNXError) {
        do {
            proto = try Onnx_ModelProto(serializedBytes: bytes)
        } catch {
            throw ONNXError("model", .malformed)
        }
        guard proto.hasGraph else { throw ONNXError("model", .graphMissing) }
    }

    /// The content of an `.onnx` file; the same for equal models.
    ///
    /// - Returns: the bytes.
    /// - Throws: ``ONNXError`` with `.modelTooLarge`.
    public func serialized() throws(ONNXError) -> [UInt8] {
        do {
            return try proto.serializedBytes()
        } catch {
            throw ONNXError("model", .modelTooLarge)
        }
    }

    /// The graph's name.
    public var name: String { proto.graph.name }

    /// The program that made the model.
    public var producerName: String { proto.producerName }

    /// That program's version.
    public var producerVersion: String { proto.producerVersion }

    /// The version of each operator set that the model uses, by domain; the standard one's domain is empty.
    public var operatorSets: [String: Int] {
        Dictionary(proto.opsetImport.map { ($0.domain, Int($0.version)) }, uniquingKeysWith: max)
    }

    /// What the caller gives, in the file's order; an input that has a constant as default is not among them.
    public var inputs: [ValueInfo] {
        let defaults = Set(proto.graph.initializer.map(\.name))
        return proto.graph.input.filter { !defaults.contains($0.name) }.map { ValueInfo($0) }
    }

    /// What the graph gives, in the file's order.
    public var outputs: [ValueInfo] { proto.graph.output.map { ValueInfo($0) } }

    /// The operations, in the file's order.
    public var nodes: [Node] { proto.graph.node.map { Node($0) } }

    /// Free texts inside the model, by name.
    public var metadata: [String: String] {
        Dictionary(proto.metadataProps.map { ($0.key, $0.value) }, uniquingKeysWith: { first, _ in first })
    }

    /// The names of the constants, in the file's order.
    public var initializerNames: [String] { proto.graph.initializer.map(\.name) }

    /// A constant.
    ///
    /// - Parameter name: its name.
    /// - Returns: the constant, or `nil` when the graph has none of this name.
    /// - Throws: ``ONNXError`` when its numbers are of another type than float32 and int64, in another file, or not as
    ///   many as its shape has.
    public func initializer(named name: String) throws(ONNXError) -> Tensor? {
        guard let proto = proto.graph.initializer.first(where: { $0.name == name }) else { return nil }
        return try Tensor(proto, subject: "initializer \"\(name)\"")
    }
}
