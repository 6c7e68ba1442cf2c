import Features
import Foundation
import Learning
import ONNX
import Registry
import TestSupport
import Testing

struct ModelPackageTests {
    private func forest(
        _ forest: IsolationForest, runtime: Result<RuntimeLibrary, ONNXError> = SampleModels.noRuntime
    ) throws(RegistryError) -> ModelPackage {
        try ModelPackage(
            detector: forest, schema: SampleModels.schema, name: "detector", heldOut: SampleModels.rows,
            runtime: runtime)
    }

    private func parity(of package: ModelPackage) throws -> ParityCheck {
        let bytes = try #require(package.files["checks.json"])
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        return try #require(try decoder.decode([String: ParityCheck].self, from: Data(bytes))["parity"])
    }

    @Test(.enabled(if: NativeRuntime.isExpected, "no libonnxruntime: run `make setup`"))
    func `has a forest's graph that ONNX Runtime runs to the same scores`() throws {
        let package = try forest(SampleModels.forest(), runtime: .success(NativeRuntime.found.get()))
        let parity = try parity(of: package)
        #expect(try parity.engine == "onnxruntime \(NativeRuntime.found.get().version)")
        #expect(parity.notRunBecause == nil)
        #expect(parity.rows == SampleModels.rows.rowCount)
        #expect(parity.largestDifference <= 1e-6)
    }

    @Test(.enabled(if: NativeRuntime.isExpected, "no libonnxruntime: run `make setup`"))
    func `has a forecaster's graph that ONNX Runtime runs to the same forecasts`() throws {
        let examples = SampleModels.examples
        let package = try ModelPackage(
            forecaster: SampleModels.forecaster(), name: "forecaster", heldOut: examples,
            rows: Array(0..<examples.rowCount), runtime: .success(NativeRuntime.found.get()))
        let parity = try parity(of: package)
        #expect(parity.rows == examples.rowCount)
        #expect(parity.largestDifference <= 5e-4)
        // Undefined inputs are among the rows, or the comparison would not see how they are filled.
        #expect((0..<examples.rowCount).contains { examples.inputs[row: $0].contains { $0.isNaN } })
    }

    @Test func `says so when there was nothing to run its graph`() throws {
        let parity = try parity(of: forest(SampleModels.forest()))
        #expect(parity.engine == nil)
        #expect(try parity.notRunBecause == "\(#require(SampleModels.noRuntime.failure))")
        #expect(parity.tolerance == 1e-6)
    }

    @Test func `is the same to the last byte for the same model`() throws {
        #expect(try forest(SampleModels.forest()).files == forest(SampleModels.forest()).files)
        #expect(try forest(SampleModels.forest(seed: 8)).files != forest(SampleModels.forest()).files)
    }

    @Test func `takes no rows of another width`() throws {
        #expect(
            throws: RegistryError(
                subject: "detector",
                reason: .model(
                    LearningError(subject: "isolation forest", reason: .widthMismatch(have: 2, need: 30))))
        ) {
            try ModelPackage(
                detector: SampleModels.forest(), schema: SampleModels.schema, name: "detector",
                heldOut: FeatureMatrix(values: [1, 2], featureCount: 2), runtime: SampleModels.noRuntime)
        }
    }

    @Test func `describes the folder as MLflow does`() throws {
        let scratch = try ScratchDirectory()
        let version = try ModelRegistry(dataDirectory: scratch.path)
            .register(name: "detector", run: SampleModels.run(), package: forest(SampleModels.forest()))
        let digest = try #require(version.digests["model.onnx"])
        #expect(
            try String(contentsOfFile: "\(version.directory)/MLmodel", encoding: .utf8) == """
                flavors:
                  onnx:
                    code: null
                    data: model.onnx
                    onnx_version: 1.23.2
                    providers:
                    - CPUExecutionProvider
                  python_function:
                    data: model.onnx
                    loader_module: mlflow.onnx
                model_uuid: \(digest.prefix(32))
                signature:
                  inputs: '[{"name": "features", "type": "tensor", "tensor-spec": {"dtype": "float32", "shape": [-1, 30]}}]'
                  outputs: '[{"name": "anomaly_score", "type": "tensor", "tensor-spec": {"dtype": "float32", "shape": [-1, 1]}}, \
                {"name": "decision_function", "type": "tensor", "tensor-spec": {"dtype": "float32", "shape": [-1, 1]}}]'

                """)
    }

    @Test func `is known again by graph and data`() throws {
        let scratch = try ScratchDirectory()
        let package = try forest(SampleModels.forest())
        let version = try ModelRegistry(dataDirectory: scratch.path)
            .register(name: "detector", run: SampleModels.run(), package: package)
        var other = version.run.data
        other.contentHash = "decaf"
        #expect(version.isSameModel(as: package, trainedOn: version.run.data))
        #expect(!version.isSameModel(as: package, trainedOn: other))
        #expect(try !version.isSameModel(as: forest(SampleModels.forest(seed: 8)), trainedOn: version.run.data))
    }
}

extension Result {
    fileprivate var failure: Failure? {
        if case .failure(let error) = self { error } else { nil }
    }
}
