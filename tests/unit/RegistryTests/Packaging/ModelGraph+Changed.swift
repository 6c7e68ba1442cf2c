import ONNX

extension ModelGraph {
    /// The same graph with some parts changed, read back from its bytes.
    func changed(_ change: (inout GraphBuilder) -> Void) throws -> ModelGraph {
        var builder = GraphBuilder(name: name, producerName: producerName)
        builder.inputs = inputs
        builder.outputs = outputs
        builder.nodes = nodes
        builder.metadata = metadata
        for name in initializerNames { builder.initializers[name] = try initializer(named: name) }
        change(&builder)
        return try ModelGraph(serialized: builder.build().serialized())
    }
}
