import ONNX
import Testing

@Suite
struct GraphCheckerTests {
    struct Flaw: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var error: ONNXError
        var make: @Sendable (inout ModelGraph) -> Void

        init(
            _ description: String, _ subject: String, _ reason: ONNXError.Reason,
            _ make: @escaping @Sendable (inout ModelGraph) -> Void
        ) {
            testDescription = description
            error = ONNXError(subject, reason)
            self.make = make
        }
    }

    static let flaws = [
        Flaw("a graph without a name", "graph", .nameMissing) { $0.proto.graph.name = "" },
        Flaw("no outputs", "graph \"line\"", .outputsMissing) { $0.proto.graph.output = [] },
        Flaw("60 nodes", "graph \"line\"", .nodesTooMany(count: 60, limit: 60)) { model in
            while model.proto.graph.node.count < 60 { model.proto.graph.node.append(model.proto.graph.node[0]) }
        },
        Flaw("an input without a name", "input", .nameMissing) { $0.proto.graph.input[0].name = "" },
        Flaw("two inputs of one name", "input", .nameRepeated("x")) {
            $0.proto.graph.input.append($0.proto.graph.input[0])
        },
        Flaw("an input of fixed length", "input \"x\"", .firstAxisFixed) {
            $0.proto.graph.input[0].type.tensorType.shape.dim[0].dimValue = 1
        },
        Flaw("an input that is a scalar", "input \"x\"", .firstAxisFixed) {
            $0.proto.graph.input[0].type.tensorType.shape.dim = []
        },
        Flaw("an input without a shape", "input \"x\"", .firstAxisFixed) {
            $0.proto.graph.input[0].type.tensorType.clearShape()
        },
        Flaw("two constants of one name", "initializer", .nameRepeated("one")) {
            $0.proto.graph.initializer.append($0.proto.graph.initializer[0])
        },
        Flaw("a constant with too many numbers", "initializer \"one\"", .sizeMismatch(shape: [1], count: 2)) {
            $0.proto.graph.initializer[0].floatData.append(0)
        },
        Flaw("a constant of negative length", "initializer \"one\"", .sizeMismatch(shape: [-1], count: 1)) {
            $0.proto.graph.initializer[0].dims = [-1]
        },
        Flaw("a constant of odd bytes", "initializer \"one\"", .bytesCutShort(count: 5)) {
            $0.proto.graph.initializer[0].rawData.append(contentsOf: [1, 2, 3, 4, 5])
        },
        Flaw("a constant in another file", "initializer \"one\"", .externalData) {
            $0.proto.graph.initializer[0].dataLocation = 1
        },
        Flaw("two nodes of one name", "node", .nameRepeated("y")) { $0.proto.graph.node[0].name = "y" },
        Flaw("a node without an operator", "node \"y\" ()", .nameMissing) { $0.proto.graph.node[1].opType = "" },
        Flaw("an undeclared domain", "node \"y\" (Add)", .domainUndeclared("ai.onnx.training")) {
            $0.proto.graph.node[1].domain = "ai.onnx.training"
        },
        Flaw("an unknown domain", "model", .domainUnknown("com.example")) {
            $0.proto.opsetImport[1].domain = "com.example"
        },
        Flaw("an unknown tensor", "node \"y\" (Add)", .inputUndefined(tensor: "three")) {
            $0.proto.graph.node[1].input[1] = "three"
        },
        Flaw("nodes out of order", "node \"y\" (Add)", .inputUndefined(tensor: "double")) {
            $0.proto.graph.node.reverse()
        },
        Flaw("a node that reads itself", "node \"double\" (Mul)", .inputUndefined(tensor: "double")) {
            $0.proto.graph.node[0].input[0] = "double"
        },
        Flaw("a tensor given twice", "node \"y\" (Add)", .nameRepeated("double")) {
            $0.proto.graph.node[1].output = ["double"]
        },
        Flaw("a constant given again", "node \"y\" (Add)", .nameRepeated("one")) {
            $0.proto.graph.node[1].output = ["one"]
        },
        Flaw("an output of no node", "output \"z\"", .outputUnproduced) { $0.proto.graph.output[0].name = "z" },
        Flaw("two outputs of one name", "output", .nameRepeated("y")) {
            $0.proto.graph.output.append($0.proto.graph.output[0])
        },
    ]

    @Test(arguments: flaws)
    func `finds a flaw and names where it is`(flaw: Flaw) throws {
        var model = try GraphBuilder.line().build()
        flaw.make(&model)
        #expect(throws: flaw.error) { try GraphChecker().check(model) }
    }

    @Test
    func `finds a graph inside a node`() throws {
        var model = try GraphBuilder.line().build()
        var attribute = try #require(
            GraphBuilder.sample(attribute: .int(1)).proto.graph.node.first?.attribute.first)
        attribute.type = 5
        model.proto.graph.node[1].attribute = [attribute]
        #expect(throws: ONNXError("node \"y\" (Add)", .attributeUnsupported("sample", value: ""))) {
            try GraphChecker().check(model)
        }
    }

    @Test
    func `accepts what is sound`() throws {
        var model = try GraphBuilder.line().build()
        try GraphChecker().check(model)
        model.proto.graph.node[0].domain = "ai.onnx"
        model.proto.opsetImport[0].domain = "ai.onnx"
        model.proto.graph.node[0].name = ""
        model.proto.graph.node[1].name = ""
        model.proto.graph.node[1].input.append("")
        model.proto.graph.initializer[0].dataType = 11
        try GraphChecker().check(model)
    }

    @Test
    func `allows 59 nodes, or as many as it is told`() throws {
        var builder = GraphBuilder.line()
        while builder.nodes.count < 59 {
            builder.nodes.append(Node("Neg", inputs: ["x"], outputs: ["spare \(builder.nodes.count)"]))
        }
        let model = try builder.build()
        #expect(throws: ONNXError("graph \"line\"", .nodesTooMany(count: 59, limit: 59))) {
            try GraphChecker(nodeLimit: 59).check(model)
        }
    }
}

extension GraphBuilder {
    fileprivate static func sample(attribute: Attribute) throws -> ModelGraph {
        var builder = GraphBuilder.line()
        builder.nodes[0].attributes["sample"] = attribute
        return try builder.build()
    }
}
