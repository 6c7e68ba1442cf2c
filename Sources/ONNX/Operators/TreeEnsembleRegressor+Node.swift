extension TreeEnsembleRegressor {
    private static let op = "TreeEnsembleRegressor"

    /// Writes the ensemble as a node.
    ///
    /// - Parameters:
    ///   - input: a float32 tensor of shape `[rows, columns]`.
    ///   - output: the name of what it gives, a float32 tensor of shape `[rows, targetCount]`.
    /// - Returns: the node; without `nodes_missing_value_tracks_true` and `base_values` where they say nothing.
    /// - Throws: ``ONNXError`` as ``validate(subject:)`` does.
    public func node(input: String, output: String) throws(ONNXError) -> Node {
        try validate(subject: "node \"\(output)\" (\(Self.op))")
        var attributes: [String: Attribute] = [
            "aggregate_function": .string(aggregate.rawValue),
            "n_targets": .int(Int64(targetCount)),
            "nodes_treeids": Self.attribute(treeIDs),
            "nodes_nodeids": Self.attribute(nodeIDs),
            "nodes_featureids": Self.attribute(featureIDs),
            "nodes_values": .floats(values),
            "nodes_modes": .strings(modes.map(\.rawValue)),
            "nodes_truenodeids": Self.attribute(trueChildIDs),
            "nodes_falsenodeids": Self.attribute(falseChildIDs),
            "target_treeids": Self.attribute(targetTreeIDs),
            "target_nodeids": Self.attribute(targetNodeIDs),
            "target_ids": Self.attribute(targetIDs),
            "target_weights": .floats(targetWeights),
        ]
        if missingTracksTrue.contains(true) {
            attributes["nodes_missing_value_tracks_true"] = Self.attribute(missingTracksTrue.map { $0 ? 1 : 0 })
        }
        if !baseValues.isEmpty { attributes["base_values"] = .floats(baseValues) }
        return Node(
            Self.op, inputs: [input], outputs: [output], attributes: attributes, domain: Node.machineLearningDomain)
    }

    /// Reads and validates the ensemble of a node.
    ///
    /// - Parameter node: a node of the operator `TreeEnsembleRegressor`, written by any program.
    /// - Throws: ``ONNXError`` with the attribute or the tree and node at fault: `.operatorUnexpected`,
    ///   `.attributeMissing`, `.attributeKindWrong`, `.attributeUnsupported` (another comparison than `<=` and `<`, a
    ///   post transform, an aggregate other than sum and average, double precision lists), or as
    ///   ``validate(subject:)`` does.
    public init(_ node: Node) throws(ONNXError) {
        let attributes = NodeAttributes(node)
        guard node.op == Self.op, node.domain == Node.machineLearningDomain else {
            throw ONNXError(attributes.subject, .operatorUnexpected(Self.op))
        }
        for name in node.attributes.keys.sorted() where name.hasSuffix("_as_tensor") {
            throw ONNXError(attributes.subject, .attributeUnsupported(name, value: ""))
        }
        let transform = try attributes.string("post_transform", default: "NONE")
        guard transform == "NONE" else {
            throw ONNXError(attributes.subject, .attributeUnsupported("post_transform", value: transform))
        }
        let function = try attributes.string("aggregate_function", default: "SUM")
        guard let aggregate = Aggregate(rawValue: function) else {
            throw ONNXError(attributes.subject, .attributeUnsupported("aggregate_function", value: function))
        }

        self.init(targetCount: try attributes.int("n_targets", default: 1), aggregate: aggregate)
        treeIDs = try attributes.ints("nodes_treeids")
        nodeIDs = try attributes.ints("nodes_nodeids")
        featureIDs = try attributes.ints("nodes_featureids")
        values = try attributes.floats("nodes_values")
        for name in try attributes.strings("nodes_modes") {
            guard let mode = Mode(rawValue: name) else {
                throw ONNXError(attributes.subject, .attributeUnsupported("nodes_modes", value: name))
            }
            modes.append(mode)
        }
        trueChildIDs = try attributes.ints("nodes_truenodeids")
        falseChildIDs = try attributes.ints("nodes_falsenodeids")
        let tracks = try attributes.ints("nodes_missing_value_tracks_true", default: [])
        missingTracksTrue = tracks.isEmpty ? treeIDs.map { _ in false } : tracks.map { $0 != 0 }
        targetTreeIDs = try attributes.ints("target_treeids")
        targetNodeIDs = try attributes.ints("target_nodeids")
        targetIDs = try attributes.ints("target_ids")
        targetWeights = try attributes.floats("target_weights")
        baseValues = try attributes.floats("base_values", default: [])
        try validate(subject: attributes.subject)
    }

    private static func attribute(_ values: [Int]) -> Attribute {
        .ints(values.map { Int64($0) })
    }
}
