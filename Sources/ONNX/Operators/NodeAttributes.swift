/// Typed access to the attributes of a node; errors name the node and the attribute.
struct NodeAttributes {
    let subject: String
    private let attributes: [String: Attribute]

    init(_ node: Node) {
        subject = node.subject
        attributes = node.attributes
    }

    func int(_ name: String, default fallback: Int? = nil) throws(ONNXError) -> Int {
        try value(name, default: fallback) { if case .int(let value) = $0 { Int(value) } else { nil } }
    }

    func string(_ name: String, default fallback: String? = nil) throws(ONNXError) -> String {
        try value(name, default: fallback) { if case .string(let value) = $0 { value } else { nil } }
    }

    func ints(_ name: String, default fallback: [Int]? = nil) throws(ONNXError) -> [Int] {
        try value(name, default: fallback) { if case .ints(let values) = $0 { values.map { Int($0) } } else { nil } }
    }

    func floats(_ name: String, default fallback: [Float]? = nil) throws(ONNXError) -> [Float] {
        try value(name, default: fallback) { if case .floats(let values) = $0 { values } else { nil } }
    }

    func strings(_ name: String, default fallback: [String]? = nil) throws(ONNXError) -> [String] {
        try value(name, default: fallback) { if case .strings(let values) = $0 { values } else { nil } }
    }

    private func value<Value>(
        _ name: String, default fallback: Value?, as read: (Attribute) -> Value?
    ) throws(ONNXError) -> Value {
        guard let attribute = attributes[name] else {
            if let fallback { return fallback }
            throw ONNXError(subject, .attributeMissing(name))
        }
        guard let value = read(attribute) else { throw ONNXError(subject, .attributeKindWrong(name)) }
        return value
    }
}
