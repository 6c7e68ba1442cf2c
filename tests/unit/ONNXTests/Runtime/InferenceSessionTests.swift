import Foundation
import ONNX
import Testing

@Suite(.enabled(if: RuntimeFixture.isExpected, "ONNX Runtime is not installed: run `make setup`"))
struct InferenceSessionTests {
    @Test(arguments: [1, 2])
    func `computes 2x + 1`(threads: Int) throws {
        let session = try RuntimeFixture.session(.line(), threads: threads)
        #expect(session.inputs == [ValueInfo(name: "x", elementType: .float32, shape: [.free(""), .fixed(2)])])
        #expect(session.outputs == [ValueInfo(name: "y", elementType: .float32, shape: [.free(""), .fixed(2)])])
        let x = try Tensor(float32: [0, 1, -1, 0.5, 1e9, -0.25], shape: [3, 2])
        let expected = try Tensor(float32: [1, 3, -1, 2, 2e9, 0.5], shape: [3, 2])
        #expect(try session.run(["x": x]) == ["y": expected])
    }

    @Test
    func `takes no rows and gives none`() throws {
        let empty = try Tensor(float32: [], shape: [0, 2])
        #expect(try RuntimeFixture.session(.line()).run(["x": empty]) == ["y": empty])
    }

    @Test(
        arguments: [
            ([0.5, 3], 17), ([0.75, -2], 10), ([0.75, -1], 12), ([0.5, 2], 9), ([1, .nan], 12), ([.nan, 5], 20),
        ] as [([Float], Float)])
    func `walks trees as their definition says`(row: [Float], expected: Float) throws {
        let session = try RuntimeFixture.session(Self.trees(.sum))
        #expect(try session.run(["x": Tensor(float32: row, shape: [1, 2])])["sum"]?.floats == [expected])
        let mean = try RuntimeFixture.session(Self.trees(.average))
        #expect(try mean.run(["x": Tensor(float32: row, shape: [1, 2])])["sum"]?.floats == [expected / 2])
    }

    @Test
    func `agrees with the answers of Python's ONNX Runtime`() throws {
        struct Answers: Decodable {
            var features: [[Float?]]
            var y: [Float]
        }
        let answers = try JSONDecoder().decode(Answers.self, from: Data(Fixture.bytes("ensemble.json")))
        let rows = answers.features.flatMap { $0.map { $0 ?? .nan } }
        let session = try InferenceSession(
            model: Fixture.bytes("ensemble.onnx"), library: RuntimeFixture.library())
        let result = try session.run(["features": Tensor(float32: rows, shape: [answers.features.count, 2])])
        #expect(result["y"]?.floats == answers.y)
        #expect(Set(answers.y).count > 3)
    }

    @Test
    func `replaces NaN by a constant and counts in integers`() throws {
        var builder = GraphBuilder(name: "imputation")
        builder.inputs = [
            ValueInfo(name: "x", elementType: .float32, shape: [.free("N"), .fixed(2)]),
            ValueInfo(name: "k", elementType: .int64, shape: [.free("N")]),
        ]
        builder.outputs = [
            ValueInfo(name: "filled", elementType: .float32, shape: [.free("N"), .fixed(2)]),
            ValueInfo(name: "next", elementType: .int64, shape: [.free("N")]),
            ValueInfo(name: "whole", elementType: .int64, shape: [.free("N"), .fixed(2)]),
            ValueInfo(name: "missing", elementType: .other(9), shape: [.free("N"), .fixed(2)]),
        ]
        builder.initializers = ["fill": Tensor(float32: [10, 20]), "step": Tensor(int64: [1])]
        builder.nodes = [
            Node("IsNaN", inputs: ["x"], outputs: ["missing"]),
            Node("Where", inputs: ["missing", "fill", "x"], outputs: ["filled"]),
            Node("Add", inputs: ["k", "step"], outputs: ["next"]),
            Node("Cast", inputs: ["filled"], outputs: ["whole"], attributes: ["to": .elementType(.int64)]),
        ]
        let session = try RuntimeFixture.session(builder)
        let inputs = [
            "x": try Tensor(float32: [.nan, 1, 2, .nan], shape: [2, 2]), "k": Tensor(int64: [41, 1 << 40]),
        ]
        let expected = [
            "filled": try Tensor(float32: [10, 1, 2, 20], shape: [2, 2]), "next": Tensor(int64: [42, 1 << 40 + 1]),
            "whole": try Tensor(int64: [10, 1, 2, 20], shape: [2, 2]),
        ]
        #expect(try session.run(inputs, outputs: ["next", "filled", "whole", "next"]) == expected)
        #expect(throws: ONNXError("output \"missing\"", .elementTypeUnreadable(.other(9)))) {
            try session.run(inputs)
        }
    }

    @Test
    func `answers many callers at once`() async throws {
        let session = try RuntimeFixture.session(.line())
        let wrong = await withTaskGroup(of: Int.self) { group in
            for caller in 0..<8 {
                group.addTask {
                    (0..<300).count { call in
                        let value = Float(caller * 1000 + call)
                        guard let x = try? Tensor(float32: [value, -value], shape: [1, 2]) else { return true }
                        let y = try? session.run(["x": x])["y"]?.floats
                        return y != [2 * value + 1, 1 - 2 * value]
                    }
                }
            }
            return await group.reduce(0, +)
        }
        #expect(wrong == 0)
    }

    @Test
    func `refuses inputs that the model does not take`() throws {
        let session = try RuntimeFixture.session(.line())
        let x = try Tensor(float32: [1, 2], shape: [1, 2])
        let shape: [Axis] = [.free(""), .fixed(2)]
        let table: [([String: Tensor], ONNXError)] = [
            ([:], ONNXError("input \"x\"", .inputMissing)),
            (["X": x], ONNXError("input \"x\"", .inputMissing)),
            (["x": x, "z": x], ONNXError("input \"z\"", .nameUnknown(known: ["x"]))),
            (
                ["x": try Tensor(float32: [1, 2, 3], shape: [1, 3])],
                ONNXError("input \"x\"", .shapeMismatch(expected: shape, found: [1, 3]))
            ),
            (["x": Tensor(float32: [1, 2])], ONNXError("input \"x\"", .shapeMismatch(expected: shape, found: [2]))),
            (
                ["x": try Tensor(int64: [1, 2], shape: [1, 2])],
                ONNXError("input \"x\"", .elementTypeMismatch(expected: .float32, found: .int64))
            ),
        ]
        for (inputs, error) in table { #expect(throws: error) { try session.run(inputs) } }
        #expect(throws: ONNXError("output \"z\"", .nameUnknown(known: ["y"]))) {
            try session.run(["x": x], outputs: ["z"])
        }
        #expect(try session.run(["x": x], outputs: []) == [:])
    }

    @Test
    func `refuses what is no model, in the runtime's words`() throws {
        let library = try RuntimeFixture.library()
        for bytes in [[], Array("not a model at all".utf8), try Array(Fixture.bytes("ensemble.onnx").dropLast(9))] {
            let error = try #require(throws: ONNXError.self) { try InferenceSession(model: bytes, library: library) }
            guard case .runtimeRefused(let words) = error.reason else {
                Issue.record("\(error)")
                continue
            }
            #expect(!words.isEmpty)
        }
        var builder = GraphBuilder.line()
        builder.nodes[0].op = "NoSuchOperator"
        let error = try #require(throws: ONNXError.self) { try RuntimeFixture.session(builder) }
        #expect(error.description.contains("NoSuchOperator"))
    }

    @Test(arguments: [0, -1, .max])
    func `refuses a number of threads that cannot be`(threads: Int) {
        #expect(throws: ONNXError("session", .threadCountInvalid(threads))) {
            try RuntimeFixture.session(.line(), threads: threads)
        }
    }

    @Test
    func `reports what fails while it runs`() throws {
        var builder = GraphBuilder.line()
        builder.initializers["one"] = Tensor(float32: [1, 2, 3])
        builder.inputs[0].shape = [.free("N"), .free("M")]
        builder.outputs[0].shape = [.free("N"), .free("M")]
        let session = try RuntimeFixture.session(builder)
        #expect(try session.run(["x": Tensor(float32: [1, 2, 3], shape: [1, 3])])["y"]?.floats == [3, 6, 9])
        let error = try #require(throws: ONNXError.self) {
            try session.run(["x": Tensor(float32: [1, 2], shape: [1, 2])])
        }
        #expect(error.subject == "model")
        #expect(error.description.contains("Add"))
    }

    private static func trees(_ aggregate: TreeEnsembleRegressor.Aggregate) throws -> GraphBuilder {
        var trees = TreeEnsembleRegressor.pair()
        trees.aggregate = aggregate
        var builder = GraphBuilder(name: "trees")
        builder.inputs = [ValueInfo(name: "x", elementType: .float32, shape: [.free("N"), .fixed(2)])]
        builder.outputs = [ValueInfo(name: "sum", elementType: .float32, shape: [.free("N"), .fixed(1)])]
        builder.nodes = [try trees.node(input: "x", output: "sum")]
        return builder
    }
}
