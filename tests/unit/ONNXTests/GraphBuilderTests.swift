import ONNX
import Testing

@Suite
struct GraphBuilderTests {
    @Test
    func `writes everything it is given and reads it back`() throws {
        var builder = GraphBuilder.line()
        builder.inputs.append(ValueInfo(name: "unnamed axis", elementType: .int64, shape: [.free("")]))
        builder.inputs.append(ValueInfo(name: "wide", elementType: .float32, shape: [.free("N"), .free("columns")]))
        builder.outputs.append(ValueInfo(name: "axes", elementType: .int64, shape: []))
        builder.initializers["axes"] = try Tensor(int64: [.min, -1, 0, .max], shape: [2, 2])
        builder.nodes.append(
            Node(
                "Everything", inputs: ["x", "", "two"], outputs: ["a", "b"],
                attributes: [
                    "int": .int(0), "float": .float(-0.5), "string": .string("Šiauliai"), "ints": .ints([1, -2]),
                    "floats": .floats([.infinity, 0]), "strings": .strings(["", "b"]),
                    "tensor": .tensor(Tensor(float32: [1, 2])), "to": .elementType(.int64), "none": .ints([]),
                ], domain: "ai.onnx.ml", name: "all"))

        let graph = try ModelGraph(serialized: builder.build().serialized())

        #expect(graph.name == "line")
        #expect(graph.producerName == "tests")
        #expect(graph.producerVersion == "1.0")
        #expect(graph.operatorSets == ["": 17, "ai.onnx.ml": 3])
        #expect(graph.inputs == builder.inputs)
        #expect(graph.outputs == builder.outputs)
        #expect(graph.nodes == builder.nodes)
        #expect(graph.metadata == builder.metadata)
        #expect(graph.initializerNames == ["axes", "one", "two"])
        for (name, tensor) in builder.initializers { #expect(try graph.initializer(named: name) == tensor) }
        #expect(try graph.initializer(named: "three") == nil)
    }

    @Test
    func `gives the same bytes whatever the order of names`() throws {
        let names = (0..<40).map { "name \($0)" }
        func build(_ names: [String]) throws -> [UInt8] {
            var builder = GraphBuilder.line()
            for name in names {
                builder.initializers[name] = Tensor(float32: [Float(name.utf8.count)])
                builder.metadata[name] = name
                builder.nodes[0].attributes[name] = .string(name)
            }
            return try builder.build().serialized()
        }
        #expect(try build(names) == build(names.reversed()))
        #expect(try build(names) != build(Array(names.dropLast())))
    }

    @Test
    func `names a node after its first output unless told otherwise`() {
        #expect(Node("Neg", inputs: ["x"], outputs: ["y"]).name == "y")
        #expect(Node("Neg", inputs: ["x"], outputs: ["y"], name: "minus").name == "minus")
    }

    @Test
    func `refuses an attribute that it cannot write`() {
        var builder = GraphBuilder.line()
        builder.nodes[1].attributes["body"] = .other(5)
        #expect(throws: ONNXError("node \"y\" (Add)", .attributeUnsupported("body", value: ""))) {
            try builder.build()
        }
    }

    @Test
    func `does not build what the checker refuses`() {
        var builder = GraphBuilder.line()
        builder.nodes.reverse()
        #expect(throws: ONNXError("node \"y\" (Add)", .inputUndefined(tensor: "double"))) { try builder.build() }
    }
}
