import Features
public import Learning
import ONNX
public import Readings

/// A forecaster ready to answer.
public struct LoadedForecaster: Sendable {
    /// Which version it is.
    public let version: ModelVersion
    /// The forecaster, rebuilt from the registered graph.
    public let forecaster: Forecaster
    /// Computes forecasts in its place; nil where it does that itself.
    private let session: InferenceSession?

    /// Loads a version.
    /// - Parameters:
    ///   - reference: which version.
    ///   - name: the model's name.
    ///   - registry: holds it.
    ///   - sensors: what the stations report.
    ///   - engine: what computes its forecasts.
    /// - Throws: ``RegistryError`` when there is no such version, its files were changed, it was trained for other
    ///   inputs, or the engine cannot run its graph, or to other forecasts.
    public init(
        _ reference: ModelReference, of name: String, in registry: ModelRegistry, sensors: SensorSchema,
        engine: InferenceEngine = .native
    ) throws(RegistryError) {
        let (version, bytes, graph) = try registry.graph(reference, of: name, kind: .forecast)
        self.version = version
        forecaster = try Forecaster(graph: graph, sensors: sensors, subject: version.subject)
        switch engine {
        case .native: session = nil
        case .onnxRuntime(let library):
            do {
                session = try InferenceSession(model: bytes, library: library)
            } catch {
                throw RegistryError(subject: version.subject, reason: .graph(error))
            }
            try requireParity(engine: library.version)
        }
    }

    /// All forecasts of one hour, as ``Forecaster/forecasts(inputs:present:)`` has them.
    /// - Parameters:
    ///   - inputs: one value for each input, NaN where undefined.
    ///   - present: one value for each sensor, NaN where unknown.
    /// - Returns: one value for each output, in the sensor's unit; NaN where the present value is unknown.
    /// - Throws: ``LearningError`` with `.library` when ONNX Runtime, if that computes them, fails.
    public func forecasts(inputs: [Float], present: [Double]) throws(LearningError) -> [Double] {
        guard let session else { return forecaster.forecasts(inputs: inputs, present: present) }
        do {
            let outputs = try session.run(
                [
                    Forecaster.rowsInput: try Tensor(float32: inputs, shape: [1, inputs.count]),
                    Forecaster.presentInput: try Tensor(float32: present.map { Float($0) }, shape: [1, present.count]),
                ], outputs: [Forecaster.forecastOutput])
            guard let floats = outputs[Forecaster.forecastOutput]?.floats, floats.count == forecaster.outputCount else {
                throw ONNXError(
                    "output \"\(Forecaster.forecastOutput)\"",
                    .shapeMismatch(expected: [.free("rows"), .fixed(forecaster.outputCount)], found: []))
            }
            return floats.map(Double.init)
        } catch {
            throw LearningError(subject: version.subject, reason: .library(message: "\(error)"))
        }
    }

    /// Refuses a runtime that gives other forecasts than this program's evaluator.
    private func requireParity(engine: String) throws(RegistryError) {
        let width = forecaster.schema.inputs.count
        let values = ProbeRows.values(width: width)
        var (graph, fitted): ([Float], [Double]) = ([], [])
        for row in 0..<ProbeRows.count {
            let inputs = Array(values[row * width..<(row + 1) * width])
            let present = forecaster.schema.sensors.quantities.map {
                row.isMultiple(of: 9) ? .nan : ($0.physicalRange.lowerBound + $0.physicalRange.upperBound) / 2
            }
            do {
                graph += try forecasts(inputs: inputs, present: present).map { Float($0) }
            } catch {
                throw RegistryError(subject: version.subject, reason: .model(error))
            }
            fitted += forecaster.forecasts(inputs: inputs, present: present)
        }
        try ParityCheck(
            model: version.subject, engine: "onnxruntime \(engine)", rows: ProbeRows.count, graph: graph,
            fitted: fitted, tolerance: ModelPackage.forecastTolerance
        ).requireSuccess()
    }
}
