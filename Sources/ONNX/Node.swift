/// One operation of a graph.
public struct Node: Equatable, Sendable {
    /// The operator set of the machine learning operators, such as tree ensembles.
    public static let machineLearningDomain = "ai.onnx.ml"

    /// The operator's name in its operator set, such as `Sub`.
    public var op: String
    /// The tensors it reads, in the operator's order; an empty name leaves an optional input out.
    public var inputs: [String]
    /// The tensors it gives, in the operator's order; an empty name leaves an optional output out.
    public var outputs: [String]
    /// The operator's settings by name.
    public var attributes: [String: Attribute]
    /// The operator set; empty for the standard one, `ai.onnx`.
    public var domain: String
    /// The node's own name, for messages; may be empty.
    public var name: String

    /// One operation.
    ///
    /// - Parameters:
    ///   - op: the operator's name, such as `Sub`.
    ///   - inputs: the tensors it reads, in the operator's order; an empty name leaves an optional input out.
    ///   - outputs: the tensors it gives, in the operator's order.
    ///   - attributes: the operator's settings.
    ///   - domain: the operator set; empty for the standard one.
    ///   - name: the node's own name; that of its first output when left out.
    public init(
        _ op: String, inputs: [String], outputs: [String], attributes: [String: Attribute] = [:], domain: String = "",
        name: String? = nil
    ) {
        self.op = op
        self.inputs = inputs
        self.outputs = outputs
        self.attributes = attributes
        self.domain = domain
        self.name = name ?? outputs.first ?? ""
    }
}

extension Node {
    init(_ proto: Onnx_NodeProto) {
        self.init(
            proto.opType, inputs: proto.input, outputs: proto.output,
            attributes: Dictionary(
                proto.attribute.map { ($0.name, Attribute($0)) }, uniquingKeysWith: { first, _ in first }),
            domain: proto.domain, name: proto.name)
    }

    /// - Throws: `.attributeUnsupported`.
    func proto() throws(ONNXError) -> Onnx_NodeProto {
        var proto = Onnx_NodeProto()
        proto.input = inputs
        proto.output = outputs
        if !name.isEmpty { proto.name = name }
        proto.opType = op
        for (key, value) in attributes.sorted(by: { $0.key < $1.key }) {
            guard let attribute = value.proto(named: key) else {
                throw ONNXError(subject, .attributeUnsupported(key, value: ""))
            }
            proto.attribute.append(attribute)
        }
        if !domain.isEmpty { proto.domain = domain }
        return proto
    }
}

extension Node {
    /// How errors name the node: by its own name, or else by what it gives.
    var subject: String {
        let label = name.isEmpty ? outputs.first ?? "" : name
        return label.isEmpty ? "node of \(op)" : "node \"\(label)\" (\(op))"
    }
}
