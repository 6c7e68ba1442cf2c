/// A check of a graph's structure: names, order, sizes, operator sets and the number of nodes.
///
/// What an operator does with its inputs is left to the runtime. Constants of other types than float32 and int64 are
/// not measured.
public struct GraphChecker: Sendable {
    /// The number of nodes that is too many.
    public var nodeLimit: Int

    /// A checker.
    ///
    /// - Parameter nodeLimit: the number of nodes that is too many.
    public init(nodeLimit: Int = 60) {
        self.nodeLimit = nodeLimit
    }

    /// Checks a model.
    ///
    /// - Parameter model: the model, as built or read.
    /// - Throws: ``ONNXError`` with the first finding, which names the node or tensor.
    public func check(_ model: ModelGraph) throws(ONNXError) {
        let graph = model.proto.graph
        guard !graph.name.isEmpty else { throw ONNXError("graph", .nameMissing) }
        guard graph.node.count < nodeLimit else {
            throw ONNXError("graph \"\(graph.name)\"", .nodesTooMany(count: graph.node.count, limit: nodeLimit))
        }
        guard !graph.output.isEmpty else { throw ONNXError("graph \"\(graph.name)\"", .outputsMissing) }

        try checkInputs(model.inputs)
        try checkInitializers(graph.initializer)
        let domains = try checkedDomains(of: model)
        var values = Set(graph.input.map(\.name)).union(graph.initializer.map(\.name))
        try checkNodes(model.nodes, domains: domains, values: &values)
        try checkOutputs(graph.output, values: values)
    }

    private func checkInputs(_ inputs: [ValueInfo]) throws(ONNXError) {
        try requireUnique(inputs.map(\.name), kind: "input")
        for input in inputs {
            guard case .free = input.shape?.first else { throw ONNXError("input \"\(input.name)\"", .firstAxisFixed) }
        }
    }

    private func checkInitializers(_ initializers: [Onnx_TensorProto]) throws(ONNXError) {
        try requireUnique(initializers.map(\.name), kind: "initializer")
        for initializer in initializers {
            do {
                _ = try Tensor(initializer, subject: "initializer \"\(initializer.name)\"")
            } catch {
                if case .elementTypeUnreadable = error.reason { continue }
                throw error
            }
        }
    }

    /// `ai.onnx` is another spelling of the standard set's empty domain.
    private func checkedDomains(of model: ModelGraph) throws(ONNXError) -> Set<String> {
        let domains = Set(model.operatorSets.keys.map { $0 == "ai.onnx" ? "" : $0 })
        for domain in domains.sorted() where domain != "" && domain != Node.machineLearningDomain {
            throw ONNXError("model", .domainUnknown(domain))
        }
        return domains
    }

    private func checkNodes(
        _ nodes: [Node], domains: Set<String>, values: inout Set<String>
    ) throws(ONNXError) {
        try requireUnique(nodes.map(\.name).filter { !$0.isEmpty }, kind: "node")
        for node in nodes {
            guard !node.op.isEmpty else { throw ONNXError(node.subject, .nameMissing) }
            guard domains.contains(node.domain == "ai.onnx" ? "" : node.domain) else {
                throw ONNXError(node.subject, .domainUndeclared(node.domain))
            }
            // A graph inside a node could read tensors that are not among the node's inputs.
            for (name, value) in node.attributes where value == .other(5) || value == .other(10) {
                throw ONNXError(node.subject, .attributeUnsupported(name, value: ""))
            }
            for input in node.inputs where !input.isEmpty && !values.contains(input) {
                throw ONNXError(node.subject, .inputUndefined(tensor: input))
            }
            for output in node.outputs where !output.isEmpty {
                guard values.insert(output).inserted else {
                    throw ONNXError(node.subject, .nameRepeated(output))
                }
            }
        }
    }

    private func checkOutputs(_ outputs: [Onnx_ValueInfoProto], values: Set<String>) throws(ONNXError) {
        try requireUnique(outputs.map(\.name), kind: "output")
        for output in outputs where !values.contains(output.name) {
            throw ONNXError("output \"\(output.name)\"", .outputUnproduced)
        }
    }

    private func requireUnique(_ names: [String], kind: String) throws(ONNXError) {
        var seen = Set<String>()
        for name in names {
            guard !name.isEmpty else { throw ONNXError(kind, .nameMissing) }
            guard seen.insert(name).inserted else { throw ONNXError(kind, .nameRepeated(name)) }
        }
    }
}
