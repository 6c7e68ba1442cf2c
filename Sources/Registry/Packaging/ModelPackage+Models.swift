public import Features
public import Learning
public import ONNX
import Readings

extension ModelPackage {
    /// Largest difference of a score in [0, 1] between the graph and the detector.
    static let scoreTolerance = 1e-6
    /// Largest difference of a forecast, in the sensor's unit; pressures near 1,000 hPa have steps of 6·10⁻⁵ in Float.
    static let forecastTolerance = 5e-4

    /// The files of a detector.
    /// - Parameters:
    ///   - detector: fitted.
    ///   - schema: its features.
    ///   - name: the model's name.
    ///   - heldOut: rows that it was not fitted to, on which graph and detector must agree.
    ///   - reference: what is kept of the rows it was fitted to.
    ///   - runtime: runs the graph, or why there is none; then the version says so.
    /// - Throws: ``RegistryError`` when the graph cannot be made or disagrees with the detector.
    public init(
        detector: any ExportableDetector, schema: FeatureSchema, name: String, heldOut: FeatureMatrix,
        reference: ReferenceSet? = nil, runtime: Result<RuntimeLibrary, ONNXError>
    ) throws(RegistryError) {
        let fitted: [Double]
        do {
            fitted = try detector.anomalyScores(heldOut)
        } catch {
            throw RegistryError(subject: name, reason: .model(error))
        }
        try self.init(
            graph: try detector.graph(schema: schema), name: name, runtime: runtime, tolerance: Self.scoreTolerance,
            output: DetectorGraph.scoreOutput, fitted: fitted, rows: heldOut.rowCount, reference: reference,
            probe: ProbeSet(rows: heldOut.rowCount, tolerance: Self.scoreTolerance) { row in
                (Array(heldOut[row: row]), nil, [fitted[row]])
            }
        ) { () throws(ONNXError) in
            [
                DetectorGraph.rowsInput: try Tensor(
                    float32: heldOut.values, shape: [heldOut.rowCount, heldOut.featureCount])
            ]
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
        forecaster: Forecaster, name: String, heldOut: ForecastExamples, rows: [Int],
        runtime: Result<RuntimeLibrary, ONNXError>
    ) throws(RegistryError) {
        let inputs = heldOut.inputs.matrix(ofRows: rows)
        let sensors = heldOut.sensorCount
        let present = rows.flatMap { heldOut.present(row: $0) }
        let fitted = rows.indices.flatMap { place in
            forecaster.forecasts(
                inputs: inputs[row: place], present: present[place * sensors..<(place + 1) * sensors])
        }
        try self.init(
            graph: try forecaster.graph(), name: name, runtime: runtime, tolerance: Self.forecastTolerance,
            output: Forecaster.forecastOutput, fitted: fitted, rows: rows.count,
            probe: ProbeSet(rows: rows.count, tolerance: Self.forecastTolerance) { place in
                let outputs = forecaster.outputCount
                return (
                    Array(inputs[row: place]), Array(present[place * sensors..<(place + 1) * sensors]),
                    Array(fitted[place * outputs..<(place + 1) * outputs])
                )
            }
        ) { () throws(ONNXError) in
            [
                Forecaster.rowsInput: try Tensor(
                    float32: inputs.values, shape: [rows.count, inputs.featureCount]),
                Forecaster.presentInput: try Tensor(
                    float32: present.map { Float($0) }, shape: [rows.count, sensors]),
            ]
        }
    }

    /// Serialises a graph, runs it beside the fitted model, and packs both with what was found.
    private init(
        graph: ModelGraph, name: String, runtime: Result<RuntimeLibrary, ONNXError>, tolerance: Double,
        output: String, fitted: [Double], rows: Int, reference: ReferenceSet? = nil, probe: ProbeSet,
        inputs: () throws(ONNXError) -> [String: Tensor]
    ) throws(RegistryError) {
        let bytes: [UInt8]
        let parity: ParityCheck
        do {
            bytes = try graph.serialized()
            switch runtime {
            case .success(let library):
                let outputs = try InferenceSession(model: bytes, library: library).run(try inputs(), outputs: [output])
                parity = ParityCheck(
                    model: name, engine: "onnxruntime \(library.version)", rows: rows,
                    graph: outputs[output]?.floats ?? [], fitted: fitted, tolerance: tolerance)
            case .failure(let error):
                parity = ParityCheck(model: name, notRunBecause: "\(error)", tolerance: tolerance)
            }
        } catch {
            throw RegistryError(subject: name, reason: .graph(error))
        }
        try self.init(
            graph: bytes, description: MLmodelFile.text(graph: bytes, inputs: graph.inputs, outputs: graph.outputs),
            parity: parity, reference: reference, probe: rows == 0 ? nil : probe)
    }
}
