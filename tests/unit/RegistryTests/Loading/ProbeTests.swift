import Features
import Foundation
import Learning
import ONNX
import Readings
import Registry
import TestSupport
import Testing

/// Questions that go with a version.
struct ProbeTests {
    private let scratch: ScratchDirectory
    private let registry: ModelRegistry

    init() throws {
        scratch = try ScratchDirectory()
        registry = ModelRegistry(dataDirectory: scratch.path)
    }

    private func loadedForecaster(
        engine: InferenceEngine = .native, changing change: (String) -> String = { $0 }
    ) throws -> LoadedForecaster {
        let package = try ModelPackage(
            forecaster: SampleModels.forecaster(), name: "m", heldOut: SampleModels.examples,
            rows: Array(0..<500), runtime: SampleModels.noRuntime)
        let version = try registry.register(
            name: "m", run: SampleModels.run(.forecast, fingerprint: ForecastSchema.weather.fingerprint),
            package: package)
        try rewrite(version, change)
        return try LoadedForecaster(
            .version(version.number), of: "m", in: registry, sensors: .weather, engine: engine)
    }

    private func loadedDetector(changing change: (String) -> String = { $0 }) throws -> LoadedDetector {
        let package = try ModelPackage(
            detector: SampleModels.forest(), schema: SampleModels.schema, name: "m", heldOut: SampleModels.rows,
            runtime: SampleModels.noRuntime)
        let version = try registry.register(
            name: "m", run: SampleModels.run(.anomaly, fingerprint: SampleModels.schema.fingerprint), package: package)
        try rewrite(version, change)
        return try LoadedDetector(
            .version(version.number), of: "m", in: registry, schemas: FeatureSchema.all(of: .machine))
    }

    /// Changes the probe set as if it had been registered so.
    private func rewrite(_ version: ModelVersion, _ change: (String) -> String) throws {
        let (probe, record) = ("\(version.directory)/probe.json", "\(version.directory)/run.json")
        let text = try String(contentsOfFile: probe, encoding: .utf8)
        guard change(text) != text else { return }
        let before = try #require(ContentHash.ofFile(at: probe))
        try change(text).write(toFile: probe, atomically: false, encoding: .utf8)
        let after = try #require(ContentHash.ofFile(at: probe))
        try String(contentsOfFile: record, encoding: .utf8).replacing(before, with: after)
            .write(toFile: record, atomically: false, encoding: .utf8)
    }

    /// Moves the last answer.
    private static func moved(_ text: String) -> String {
        text.replacing("\"answers\" : [\n    [\n      ", with: "\"answers\" : [\n    [\n      1")
    }

    @Test func `what was registered answers its questions as the fitted model did`() throws {
        try loadedForecaster().requireProbeAnswers(in: registry)
        try loadedDetector().requireProbeAnswers(in: registry)
    }

    @Test(.enabled(if: NativeRuntime.isExpected, "no libonnxruntime: run `make setup`"))
    func `ONNX Runtime answers them too`() throws {
        try loadedForecaster(engine: .onnxRuntime(NativeRuntime.found.get())).requireProbeAnswers(in: registry)
    }

    @Test func `there are sixteen, with what is undefined`() throws {
        let version = try loadedForecaster().version
        let text = try String(contentsOfFile: "\(version.directory)/probe.json", encoding: .utf8)
        let probe = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
        for name in ["inputs", "present", "answers"] { #expect((probe[name] as? [[Any]])?.count == 16) }
        #expect(text.contains("null"))
        #expect(version.digests["probe.json"] != nil)
    }

    @Test func `a version that answers otherwise is refused`() throws {
        let loaded = try loadedDetector(changing: Self.moved)
        let error = #expect(throws: RegistryError.self) { try loaded.requireProbeAnswers(in: registry) }
        #expect(error?.description.contains("answers its probe set otherwise than the fitted model") == true)
        let forecaster = try loadedForecaster(changing: Self.moved)
        #expect(throws: RegistryError.self) { try forecaster.requireProbeAnswers(in: registry) }
    }

    @Test func `an answer where the fitted model had none is refused, as rows of another width`() throws {
        let missing = try loadedForecaster {
            $0.replacing("\"answers\" : [\n    [", with: "\"answers\" : [\n    [\n      null,")
        }
        #expect(throws: RegistryError.self) { try missing.requireProbeAnswers(in: registry) }
        let wide = try loadedDetector { $0.replacing("\"inputs\" : [\n    [", with: "\"inputs\" : [\n    [\n      1,") }
        let error = #expect(throws: RegistryError.self) { try wide.requireProbeAnswers(in: registry) }
        #expect(error?.description.contains("has rows of another width or number") == true)
    }

    @Test func `a version without questions is not asked`() throws {
        let package = try ModelPackage(
            detector: SampleModels.forest(), schema: SampleModels.schema, name: "m",
            heldOut: FeatureMatrix(values: [], featureCount: SampleModels.schema.features.count),
            runtime: SampleModels.noRuntime)
        #expect(package.files["probe.json"] == nil)
        _ = try registry.register(
            name: "m", run: SampleModels.run(.anomaly, fingerprint: SampleModels.schema.fingerprint), package: package)
        try LoadedDetector(.version(1), of: "m", in: registry, schemas: FeatureSchema.all(of: .machine))
            .requireProbeAnswers(in: registry)
    }
}
