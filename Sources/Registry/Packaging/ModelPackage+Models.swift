public import Features
public import Learning
public import ONNX
import Readings

extension ModelPackage {
    /// Largest difference of a score in (0, 1] between the graph and the forest.
    static let scoreTolerance = 1e-6
    /// Largest difference of a forecast, in the sensor's unit; pressures near 1,000 hPa have steps of 6·10⁻⁵ in Float.
    static let forecastTolerance = 5e-4

    /// The files of a forest.
    /// - Parameters:
    ///   - forest: fitted.
    ///   - schema: its features.
    ///   - name: the model's name.
    ///   - heldOut: rows that it was not fitted to, on which graph and forest must agree.
    ///   - runtime: runs the graph, or why there is none; then the version says so.
    /// - Throws: ``RegistryError`` when the graph cannot be made or disagrees with the forest.
    public init(
        forest: IsolationForest, schema: FeatureSchema, name: String, heldOut: FeatureMatrix,
        runtime: Result<RuntimeLibrary, ONNXError>
    ) throws(RegistryError) {
        let graph = try forest.graph(schema: schema)
        let parity: ParityCheck
        do {
            let bytes = try graph.serialized()
            switch runtime {
            case .success(let library):
                let session = try InferenceSession(model: bytes, library: library)
                let rows = try Tensor(float32: heldOut.values, shape: [heldOut.rowCount, heldOut.featureCount])
                let outputs = try session.run(["features": rows], outputs: [IsolationForest.scoreOutput])
                parity = ParityCheck(
                    model: name, engine: "onnxruntime \(library.version)", rows: heldOut.rowCount,
                    graph: outputs[IsolationForest.scoreOutput]?.floats ?? [],
                    fitted: try forest.scoreSamples(heldOut).map { -$0 }, tolerance: Self.scoreTolerance)
            case .failure(let error):
                parity = ParityCheck(model: name, notRunBecause: "\(error)", tolerance: Self.scoreTolerance)
            }
            try self.init(
                graph: bytes,
                description: MLmodelFile.text(
                    graph: bytes, inputs: graph.inputs, outputs: graph.outputs),
                parity: parity)
        } catch {
            throw RegistryError(wrapping: error, subject: name)
        }
    }

    /// The files of a forecaster.
    /// - Parameters:
    ///   - forecaster: fitted.
    ///   - name: the model's name.
    ///   - heldOut: hours that it was not fitted to, on which graph and forecaster must agree.
    ///   - rows: which of them.
    ///   - runtime: runs the graph, or why there is none; then the version says so.
    /// - Throws: ``RegistryError`` when the graph cannot be made or disagrees with the forecaster.
    public init(
        forecaster: RidgeForecaster, name: String, heldOut: ForecastExamples, rows: [Int],
        runtime: Result<RuntimeLibrary, ONNXError>
    ) throws(RegistryError) {
        let graph = try forecaster.graph()
        let parity: ParityCheck
        do {
            let bytes = try graph.serialized()
            switch runtime {
            case .success(let library):
                let session = try InferenceSession(model: bytes, library: library)
                let inputs = heldOut.inputs.selecting(rows: rows)
                let sensors = heldOut.sensorCount
                let present = rows.flatMap { row in (0..<sensors).map { heldOut.present(row: row, sensor: $0) } }
                let outputs = try session.run([
                    "inputs": try Tensor(float32: inputs.values, shape: [rows.count, inputs.featureCount]),
                    "present": try Tensor(float32: present.map { Float($0) }, shape: [rows.count, sensors]),
                ])
                let fitted = rows.indices.flatMap { place in
                    forecaster.forecasts(
                        inputs: inputs[row: place], present: present[place * sensors..<(place + 1) * sensors])
                }
                parity = ParityCheck(
                    model: name, engine: "onnxruntime \(library.version)", rows: rows.count,
                    graph: outputs[RidgeForecaster.forecastOutput]?.floats ?? [], fitted: fitted,
                    tolerance: Self.forecastTolerance)
            case .failure(let error):
                parity = ParityCheck(model: name, notRunBecause: "\(error)", tolerance: Self.forecastTolerance)
            }
            try self.init(
                graph: bytes,
                description: MLmodelFile.text(graph: bytes, inputs: graph.inputs, outputs: graph.outputs),
                parity: parity)
        } catch {
            throw RegistryError(wrapping: error, subject: name)
        }
    }
}

extension RegistryError {
    /// An error of a lower room, as one of this room.
    init(wrapping error: any Error, subject: String) {
        switch error {
        case let error as RegistryError: self = error
        case let error as ONNXError: self.init(subject: subject, reason: .graph(error))
        case let error as LearningError: self.init(subject: subject, reason: .model(error))
        default: self.init(subject: subject, reason: .malformed("\(error)"))
        }
    }
}
