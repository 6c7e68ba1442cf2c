import ONNX
import TestSupport
import Testing

@Suite
struct ModelGraphTests {
    @Test
    func `reads a file of another program`() throws {
        let graph = try ModelGraph(serialized: Fixture.bytes("ensemble.onnx"))
        #expect(graph.producerName == "onnx")
        #expect(graph.inputs == [ValueInfo(name: "features", elementType: .float32, shape: [.free("N"), .fixed(2)])])
        #expect(graph.outputs == [ValueInfo(name: "y", elementType: .float32, shape: [.free("")])])
        #expect(graph.nodes.map(\.op) == ["TreeEnsembleRegressor", "Reshape", "Mul"])
        #expect(graph.nodes.map(\.name) == ["trees", "", ""])
        #expect(graph.metadata == ["purpose": "fixture"])
        #expect(try graph.initializer(named: "shape") == Tensor(int64: [-1]))
        #expect(try graph.initializer(named: "two") == Tensor(scalar: 2))
        try GraphChecker().check(graph)
    }

    @Test
    func `keeps what it does not know`() throws {
        let note = Array("written by scripts/oracles/onnx_ensemble.py".utf8)
        let graph = try ModelGraph(serialized: Fixture.bytes("ensemble.onnx"))
        let written = try graph.serialized()
        #expect(written.indices.contains { written[$0...].starts(with: note) })
        #expect(try ModelGraph(serialized: written) == graph)
    }

    @Test
    func `an input with a constant as its default is no input of the caller`() throws {
        var model = try GraphBuilder.line().build()
        model.proto.graph.input.append(model.proto.graph.input[0])
        model.proto.graph.input[1].name = "two"
        #expect(model.inputs.map(\.name) == ["x"])
        try GraphChecker().check(model)
    }

    @Test
    func `an output that is no tensor has no shape`() throws {
        var model = try GraphBuilder.line().build()
        model.proto.graph.output[0].clearType()
        #expect(model.outputs == [ValueInfo(name: "y", elementType: .other(0), shape: nil)])
    }

    @Test
    func `refuses bytes that are no model`() throws {
        #expect(throws: ONNXError("model", .graphMissing)) { try ModelGraph(serialized: []) }
        #expect(throws: ONNXError("model", .malformed)) { try ModelGraph(serialized: Array("PAR1....".utf8)) }
        let whole = try Fixture.bytes("ensemble.onnx")
        #expect(throws: ONNXError("model", .malformed)) { try ModelGraph(serialized: whole.dropLast(1) + []) }
    }

    @Test
    func `survives every truncation of a file`() throws {
        let whole = try Fixture.bytes("ensemble.onnx")
        for length in whole.indices { Self.readAll(Array(whole[..<length])) }
        #expect(Self.readAll(whole))
    }

    @Test(arguments: [UInt64](1...8))
    func `survives damaged bytes`(seed: UInt64) throws {
        let whole = try Fixture.bytes("ensemble.onnx")
        var mutator = ByteMutator(seed: seed)
        var refused = 0
        for _ in 0..<ByteMutator.rounds(500) {
            let damaged = mutator.damage(whole)
            if !Self.readAll(damaged) { refused += 1 }
        }
        #expect(refused > 100)
    }

    /// Reads all there is to read; the only outcome that would not be fine is a trap.
    @discardableResult
    private static func readAll(_ bytes: [UInt8]) -> Bool {
        do throws(ONNXError) {
            let graph = try ModelGraph(serialized: bytes)
            _ = (graph.inputs, graph.outputs, graph.operatorSets, graph.metadata)
            for name in graph.initializerNames { _ = try graph.initializer(named: name) }
            _ = try TreeEnsembleRegressor(graph.nodes.first ?? Node("", inputs: [], outputs: []))
            try GraphChecker().check(graph)
            _ = try ModelGraph(serialized: graph.serialized())
            return true
        } catch {
            return error.description.isEmpty
        }
    }
}
