import Features
import Foundation
import Learning
import ONNX
import Readings
import Registry
import TestSupport
import Testing

struct LoadedDetectorTests {
    private let scratch: ScratchDirectory
    private let registry: ModelRegistry
    private let forest: IsolationForest

    init() throws {
        scratch = try ScratchDirectory()
        registry = ModelRegistry(dataDirectory: scratch.path)
        forest = try SampleModels.forest()
    }

    @discardableResult
    private func register(_ kind: ModelKind = .anomaly) throws -> ModelVersion {
        let package = try ModelPackage(
            detector: forest, schema: SampleModels.schema, name: "detector", heldOut: SampleModels.rows,
            runtime: SampleModels.noRuntime)
        return try registry.register(name: "detector", run: SampleModels.run(kind), package: package)
    }

    private func load(
        _ reference: ModelReference = .version(1), schema: FeatureSchema = SampleModels.schema
    ) throws(RegistryError) -> LoadedDetector {
        try LoadedDetector(reference, of: "detector", in: registry, schemas: [schema])
    }

    @Test func `is the very forest that was registered`() throws {
        let version = try register()
        let loaded = try load()
        #expect(loaded.detector as? IsolationForest == forest)
        #expect(loaded.version == version)
        #expect(loaded.schema == SampleModels.schema)
    }

    @Test func `follows an alias`() throws {
        try register()
        #expect(throws: RegistryError(subject: "detector", reason: .aliasNotSet(.champion))) {
            try load(.alias(.champion))
        }
        try registry.point(.champion, of: "detector", at: 1)
        #expect(try load(.alias(.champion)).version.number == 1)
    }

    @Test func `refuses what is not there`() throws {
        #expect(throws: RegistryError(subject: "detector", reason: .unknownModel)) { try load() }
        try register()
        #expect(throws: RegistryError(subject: "detector", reason: .unknownVersion(2))) { try load(.version(2)) }
    }

    @Test func `refuses a model of another kind`() throws {
        try register(.forecast)
        #expect(
            throws: RegistryError(
                subject: "detector version 1", reason: .otherKind(found: .forecast, expected: .anomaly))
        ) { try load() }
    }

    @Test func `refuses a model of other features`() throws {
        try register()
        #expect(
            throws: RegistryError(
                subject: "detector version 1", reason: .otherSchema(found: "machine", expected: "weather"))
        ) { try load(schema: .weather) }
        let changed = FeatureSchema(sensors: .machine, features: [Feature(name: "t", definition: .sensor(0))])
        #expect(
            throws: RegistryError(
                subject: "detector version 1",
                reason: .otherSchema(found: SampleModels.schema.fingerprint, expected: changed.fingerprint))
        ) { try load(schema: changed) }
    }

    @Test func `takes the features that the version names`() throws {
        try registerChangeDetector()
        let loaded = try LoadedDetector(
            .version(1), of: "detector", in: registry, schemas: FeatureSchema.all(of: .machine))
        #expect(loaded.schema == .machineChange)
        let fitted = try SampleModels.changeDetector()
        #expect(loaded.detector as? ChangeDetector == fitted)
    }

    private func registerChangeDetector() throws {
        let package = try ModelPackage(
            detector: SampleModels.changeDetector(), schema: .machineChange, name: "detector",
            heldOut: SampleModels.changes, runtime: SampleModels.noRuntime)
        let run = SampleModels.run(view: "machine_change", fingerprint: FeatureSchema.machineChange.fingerprint)
        _ = try registry.register(name: "detector", run: run, package: package)
    }

    @Test(.enabled(if: NativeRuntime.isExpected, "no libonnxruntime: run `make setup`"))
    func `gives the same scores from ONNX Runtime, with causes and explanations`() throws {
        try register()
        try registerChangeDetector()
        let engine = InferenceEngine.onnxRuntime(try NativeRuntime.found.get())
        for (number, rows) in [(1, SampleModels.rows), (2, SampleModels.changes)] {
            func load(_ engine: InferenceEngine) throws -> any AnomalyDetector {
                try LoadedDetector(
                    .version(number), of: "detector", in: registry, schemas: FeatureSchema.all(of: .machine),
                    engine: engine
                ).detector
            }
            let (native, graph) = (try load(.native), try load(engine))
            #expect(graph is GraphDetector)
            #expect(graph.featureCount == native.featureCount && graph.anomalyThreshold == native.anomalyThreshold)
            let scores = try graph.anomalyScores(rows)
            for (ours, theirs) in zip(try native.anomalyScores(rows), scores) { #expect(abs(ours - theirs) <= 1e-6) }
            let row = Array(rows[row: 17])
            #expect(try graph.anomalyScore(row.span) == scores[17])
            #expect(graph.cause(of: row) == native.cause(of: row))
            #expect(try graph.explanation(of: row) == native.explanation(of: row))
            #expect(try graph.anomalyScores(FeatureMatrix(featureCount: rows.featureCount)) == [])
            #expect(throws: LearningError.self) { try graph.anomalyScore([1].span) }
        }
    }

    @Test(.enabled(if: NativeRuntime.isExpected, "no libonnxruntime: run `make setup`"))
    func `leaves a graph that it has no evaluator for to ONNX Runtime`() throws {
        let graph = try SampleModels.foreignGraph()
        let package = try ModelPackage(
            graph: graph.serialized(), description: "a mean",
            parity: ParityCheck(model: "sample", notRunBecause: "a test", tolerance: 1e-6))
        _ = try registry.register(name: "detector", run: SampleModels.run(), package: package)
        #expect(
            throws: RegistryError(
                subject: "detector version 1",
                reason: .malformed(
                    "this program has no evaluator for the graph \"mean\"; with INFERENCE_RUNTIME=onnxruntime "
                        + "ONNX Runtime runs it"))
        ) { try load() }
        let loaded = try LoadedDetector(
            .version(1), of: "detector", in: registry, schemas: [SampleModels.schema],
            engine: .onnxRuntime(NativeRuntime.found.get())
        ).detector
        #expect(loaded.anomalyThreshold == 0.75)
        #expect(try loaded.anomalyScore([Float](repeating: 0.25, count: 30).span) == 0.25)
        #expect(throws: LearningError.self) { try loaded.explanation(of: [Float](repeating: 0, count: 30)) }
        #expect(loaded.cause(of: [Float](repeating: 0, count: 30)) == nil)
    }

    @Test(.enabled(if: NativeRuntime.isExpected, "no libonnxruntime: run `make setup`"))
    func `refuses a graph that is no detector's, whatever the runtime`() throws {
        let graph = try SampleModels.forecaster().graph()
        let package = try ModelPackage(
            graph: graph.serialized(), description: "a forecaster",
            parity: ParityCheck(model: "sample", notRunBecause: "a test", tolerance: 1e-6))
        _ = try registry.register(name: "detector", run: SampleModels.run(), package: package)
        for engine in [InferenceEngine.native, .onnxRuntime(try NativeRuntime.found.get())] {
            #expect(throws: RegistryError.self) {
                try LoadedDetector(
                    .version(1), of: "detector", in: registry, schemas: [SampleModels.schema], engine: engine)
            }
        }
    }

    @Test func `refuses a graph that was changed, and one that is no ONNX file`() throws {
        let version = try register()
        try Data("no graph".utf8).write(to: URL(filePath: "\(version.directory)/model.onnx"))
        #expect(throws: RegistryError(subject: "detector version 1", reason: .digestMismatch(file: "model.onnx"))) {
            try load()
        }
        _ = try registry.register(name: "detector", run: SampleModels.run(), package: SampleModels.package())
        #expect(throws: RegistryError(subject: "detector version 2", reason: .graph(ONNXError("model", .malformed)))) {
            try load(.version(2))
        }
    }
}
