import Features
import Learning
import ONNX
import Readings
import Registry
import TestSupport
import Testing

struct LoadedForecasterTests {
    private let scratch: ScratchDirectory
    private let registry: ModelRegistry
    private let forecaster: Forecaster

    init() throws {
        scratch = try ScratchDirectory()
        registry = ModelRegistry(dataDirectory: scratch.path)
        forecaster = try SampleModels.forecaster()
    }

    @discardableResult
    private func register(_ kind: ModelKind = .forecast) throws -> ModelVersion {
        let package = try ModelPackage(
            forecaster: forecaster, name: "forecaster", heldOut: SampleModels.examples, rows: [0, 1],
            runtime: SampleModels.noRuntime)
        let run = SampleModels.run(kind, fingerprint: ForecastSchema.weather.fingerprint)
        return try registry.register(name: "forecaster", run: run, package: package)
    }

    private func load(
        _ reference: ModelReference = .version(1), sensors: SensorSchema = .weather
    ) throws(RegistryError) -> LoadedForecaster {
        try LoadedForecaster(reference, of: "forecaster", in: registry, sensors: sensors)
    }

    @Test func `is the very forecaster that was registered`() throws {
        let version = try register()
        let loaded = try load()
        #expect(loaded.forecaster == forecaster)
        #expect(loaded.version == version)
    }

    @Test(.enabled(if: NativeRuntime.isExpected, "no libonnxruntime: run `make setup`"))
    func `gives the same forecasts from ONNX Runtime`() throws {
        try register()
        let native = try load()
        let graph = try LoadedForecaster(
            .version(1), of: "forecaster", in: registry, sensors: .weather,
            engine: .onnxRuntime(NativeRuntime.found.get()))
        let examples = SampleModels.examples
        for row in stride(from: 0, to: examples.rowCount, by: 50) {
            let (inputs, present) = (examples.inputs[row: row], examples.present(row: row))
            let (ours, theirs) = (
                try native.forecasts(inputs: inputs, present: present),
                try graph.forecasts(inputs: inputs, present: present)
            )
            #expect(ours == forecaster.forecasts(inputs: inputs, present: present))
            #expect(theirs.count == ours.count)
            for (left, right) in zip(ours, theirs) {
                #expect(abs(left - right) <= 5e-4 || (left.isNaN && right.isNaN))
            }
        }
        #expect(throws: LearningError.self) { try graph.forecasts(inputs: [1], present: [1, 2, 3, 4]) }
    }

    @Test func `refuses what is not there`() throws {
        #expect(throws: RegistryError(subject: "forecaster", reason: .unknownModel)) { try load() }
        try register()
        #expect(throws: RegistryError(subject: "forecaster", reason: .unknownVersion(2))) { try load(.version(2)) }
        #expect(throws: RegistryError(subject: "forecaster", reason: .aliasNotSet(.champion))) {
            try load(.alias(.champion))
        }
    }

    @Test func `refuses a model of another kind`() throws {
        try register(.anomaly)
        #expect(
            throws: RegistryError(
                subject: "forecaster version 1", reason: .otherKind(found: .anomaly, expected: .forecast))
        ) { try load() }
    }

    @Test func `refuses a model of other sensors`() throws {
        try register()
        let expected = ForecastSchema(sensors: .machine, horizons: ForecastSchema.weather.horizons).fingerprint
        #expect(
            throws: RegistryError(
                subject: "forecaster version 1",
                reason: .otherSchema(found: ForecastSchema.weather.fingerprint, expected: expected))
        ) { try load(sensors: .machine) }
    }

    @Test func `refuses a graph that is no ONNX file`() throws {
        _ = try registry.register(name: "forecaster", run: SampleModels.run(.forecast), package: SampleModels.package())
        #expect(
            throws: RegistryError(subject: "forecaster version 1", reason: .graph(ONNXError("model", .malformed)))
        ) { try load() }
    }
}
