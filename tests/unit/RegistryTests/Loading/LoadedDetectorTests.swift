import Features
import Foundation
import Learning
import ONNX
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
            forest: forest, schema: SampleModels.schema, name: "detector", heldOut: SampleModels.rows,
            runtime: SampleModels.noRuntime)
        return try registry.register(name: "detector", run: SampleModels.run(kind), package: package)
    }

    private func load(
        _ reference: ModelReference = .version(1), schema: FeatureSchema = SampleModels.schema
    ) throws(RegistryError) -> LoadedDetector {
        try LoadedDetector(reference, of: "detector", in: registry, schema: schema)
    }

    @Test func `is the very forest that was registered`() throws {
        let version = try register()
        let loaded = try load()
        #expect(loaded.forest == forest)
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
                subject: "detector version 1",
                reason: .otherSchema(
                    found: SampleModels.schema.fingerprint, expected: FeatureSchema.weather.fingerprint))
        ) { try load(schema: .weather) }
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
