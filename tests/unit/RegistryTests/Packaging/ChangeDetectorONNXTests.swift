import Features
import Learning
import ONNX
import Registry
import TestSupport
import Testing

struct ChangeDetectorONNXTests {
    private let detector: ChangeDetector

    init() throws {
        detector = try SampleModels.changeDetector()
    }

    private func read(_ graph: ModelGraph, schema: FeatureSchema = .machineChange) throws -> ChangeDetector {
        try ChangeDetector(graph: graph, schema: schema, subject: "detector")
    }

    private func refusal(_ reason: RegistryError.Reason) -> RegistryError {
        RegistryError(subject: "detector", reason: reason)
    }

    @Test func `comes back exactly, also from its bytes`() throws {
        let graph = try detector.graph(schema: .machineChange)
        #expect(try read(graph) == detector)
        #expect(try read(ModelGraph(serialized: graph.serialized())) == detector)
    }

    @Test(.enabled(if: NativeRuntime.isExpected, "no libonnxruntime: run `make setup`"))
    func `gives the detector's scores in ONNX Runtime, of missing and infinite values too`() throws {
        var values = SampleModels.changes.values
        for place in stride(from: 0, to: values.count, by: 7) { values[place] = .nan }
        for place in stride(from: 3, to: values.count, by: 101) { values[place] = -.infinity }
        values.replaceSubrange(0..<9, with: [Float](repeating: .nan, count: 9))
        let rows = FeatureMatrix(values: values, featureCount: 9)
        let package = try ModelPackage(
            detector: detector, schema: .machineChange, name: "detector", heldOut: rows,
            runtime: .success(try NativeRuntime.found.get()))
        #expect(!package.files.isEmpty)
    }

    @Test func `is not written for a schema of another width, nor read for other features`() throws {
        #expect(
            throws: RegistryError(
                subject: "change detector",
                reason: .model(LearningError(subject: "change detector", reason: .widthMismatch(have: 12, need: 9))))
        ) { try detector.graph(schema: .weatherChange) }
        let graph = try detector.graph(schema: .machineChange)
        #expect(
            throws: refusal(
                .otherSchema(
                    found: FeatureSchema.machineChange.fingerprint, expected: FeatureSchema.weatherChange.fingerprint))
        ) { try read(graph, schema: .weatherChange) }
    }

    @Test(arguments: ["limit", "contamination"])
    func `refuses a graph without its numbers`(key: String) throws {
        let graph = try detector.graph(schema: .machineChange).changed { $0.metadata[key] = nil }
        #expect(
            throws: refusal(
                .malformed("not a change detector of this program: limit or contamination is missing"))
        ) { try read(graph) }
    }

    @Test func `refuses spreads that are missing, not positive or too few`() throws {
        let graph = try detector.graph(schema: .machineChange)
        func changed(_ spreads: [Float]) throws -> ModelGraph {
            try graph.changed { $0.initializers["spread"] = Tensor(float32: spreads) }
        }
        #expect(throws: refusal(.malformed("spread is not finite"))) { try read(changed([.nan])) }
        for spreads in [[Float](repeating: 0, count: 9), [1]] {
            #expect(throws: RegistryError.self) { try read(changed(spreads)) }
        }
        let forest = try SampleModels.forest().graph(schema: SampleModels.schema)
        #expect(throws: RegistryError.self) { try read(forest) }
    }

    @Test func `ends in a detector or an error whatever a damaged file holds`() throws {
        let bytes = try detector.graph(schema: .machineChange).serialized()
        var mutator = ByteMutator(seed: 5)
        var count = 0
        for _ in 0..<ByteMutator.rounds(2_000) {
            guard let found = try? read(ModelGraph(serialized: mutator.damage(bytes))) else { continue }
            count += 1
            #expect(try found.anomalyScores(SampleModels.changes).allSatisfy { (0...1).contains($0) })
        }
        #expect(count > 0)
    }
}
