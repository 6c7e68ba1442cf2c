/// The parts of a model, put together by ``build()``.
///
/// The model is of IR version 8 with the operator sets 17 of `ai.onnx` and 3 of `ai.onnx.ml`. Equal parts give equal
/// bytes.
public struct GraphBuilder: Sendable {
    /// The graph's name.
    public var name: String
    /// The program that made the model.
    public var producerName: String
    /// That program's version.
    public var producerVersion: String
    /// What the caller gives.
    public var inputs: [ValueInfo] = []
    /// What the graph gives.
    public var outputs: [ValueInfo] = []
    /// The constants by name.
    public var initializers: [String: Tensor] = [:]
    /// The operations, each after those whose outputs it reads.
    public var nodes: [Node] = []
    /// Free texts that travel inside the model, by name.
    public var metadata: [String: String] = [:]

    /// An empty graph.
    ///
    /// - Parameters:
    ///   - name: the graph's name; not empty.
    ///   - producerName: the program that makes the model.
    ///   - producerVersion: that program's version.
    public init(name: String, producerName: String = "", producerVersion: String = "") {
        self.name = name
        self.producerName = producerName
        self.producerVersion = producerVersion
    }

    /// Puts the parts together and checks them.
    ///
    /// - Returns: a model that a ``GraphChecker`` accepts.
    /// - Throws: ``ONNXError`` with the checker's first finding, or `.attributeUnsupported`.
    public func build() throws(ONNXError) -> ModelGraph {
        var model = Onnx_ModelProto()
        model.irVersion = 8
        if !producerName.isEmpty { model.producerName = producerName }
        if !producerVersion.isEmpty { model.producerVersion = producerVersion }
        model.opsetImport = [Self.operatorSet("", 17), Self.operatorSet(Node.machineLearningDomain, 3)]
        model.metadataProps = metadata.sorted { $0.key < $1.key }.map { key, value in
            var proto = Onnx_StringStringEntryProto()
            proto.key = key
            proto.value = value
            return proto
        }
        model.graph.name = name
        model.graph.input = inputs.map(\.proto)
        model.graph.output = outputs.map(\.proto)
        model.graph.initializer = initializers.sorted { $0.key < $1.key }.map { $0.value.proto(named: $0.key) }
        for node in nodes { model.graph.node.append(try node.proto()) }

        let graph = ModelGraph(proto: model)
        try GraphChecker().check(graph)
        return graph
    }
    private static func operatorSet(_ domain: String, _ version: Int64) -> Onnx_OperatorSetIdProto {
        var proto = Onnx_OperatorSetIdProto()
        proto.domain = domain
        proto.version = version
        return proto
    }
}
