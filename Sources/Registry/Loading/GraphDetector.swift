public import Features
public import Learning
import ONNX

/// A detector whose scores ONNX Runtime computes, from any graph with a detector's input and outputs.
///
/// Scores are those of the graph, in Float. Explanations and causes come from this program's own reading of the graph,
/// where it has one.
public struct GraphDetector: AnomalyDetector {
    /// Values a row has.
    public let featureCount: Int
    /// The score from which on a row is an anomaly, as the graph has it.
    public let anomalyThreshold: Double

    private let session: InferenceSession
    private let native: (any AnomalyDetector)?

    /// A detector of a graph.
    /// - Parameters:
    ///   - graph: from ``DetectorGraph/rowsInput`` to ``DetectorGraph/scoreOutput``, in [0, 1], and
    ///     ``DetectorGraph/decisionOutput``, the threshold less the score.
    ///   - bytes: the same, serialised.
    ///   - schema: its features.
    ///   - native: this program's reading of the graph; nil when it has none.
    ///   - library: runs it.
    ///   - subject: the model, for errors.
    /// - Throws: ``RegistryError`` when the runtime refuses the graph, or it is not one of a detector of these features.
    init(
        graph: ModelGraph, bytes: [UInt8], schema: FeatureSchema, native: (any AnomalyDetector)?,
        library: RuntimeLibrary, subject: String
    ) throws(RegistryError) {
        try DetectorGraph.require(schema, of: graph, subject: subject)
        featureCount = schema.features.count
        self.native = native
        do {
            session = try InferenceSession(model: bytes, library: library)
            let ordinary = try Self.run(session, rows: [Float](repeating: 0, count: featureCount), width: featureCount)
            // The two outputs differ by the threshold in every row.
            anomalyThreshold = native?.anomalyThreshold ?? Double(ordinary.score[0] + ordinary.decision[0])
        } catch {
            throw RegistryError(subject: subject, reason: .graph(error))
        }
        if let native { try requireParity(with: native, subject: subject, engine: library.version) }
    }

    /// Refuses a runtime that gives other scores than this program's evaluator.
    private func requireParity(
        with native: some AnomalyDetector, subject: String, engine: String
    ) throws(RegistryError) {
        let rows = FeatureMatrix(values: ProbeRows.values(width: featureCount), featureCount: featureCount)
        do {
            try ParityCheck(
                model: subject, engine: "onnxruntime \(engine)", rows: rows.rowCount,
                graph: try anomalyScores(rows).map { Float($0) }, fitted: try native.anomalyScores(rows),
                tolerance: ModelPackage.scoreTolerance
            ).requireSuccess()
        } catch let error as LearningError {
            throw RegistryError(subject: subject, reason: .model(error))
        } catch let error as RegistryError {
            throw error
        } catch {
            throw RegistryError(subject: subject, reason: .malformed("\(error)"))
        }
    }

    /// The score of one row.
    /// - Parameter row: `[featureCount]` values; NaN is a missing one.
    /// - Returns: what the graph gives.
    /// - Throws: ``LearningError`` with `.widthMismatch`, or `.library` when the runtime fails.
    public func anomalyScore(_ row: Span<Float>) throws(LearningError) -> Double {
        try scores(row.withUnsafeBufferPointer { Array($0) }, width: row.count)[0]
    }

    /// The scores of all rows, in one run.
    /// - Parameter rows: `featureCount` columns; NaN is a missing value.
    /// - Returns: what the graph gives, one score a row.
    /// - Throws: ``LearningError`` with `.widthMismatch`, or `.library` when the runtime fails.
    public func anomalyScores(_ rows: FeatureMatrix) throws(LearningError) -> [Double] {
        rows.rowCount == 0 ? [] : try scores(rows.values, width: rows.featureCount)
    }

    /// Why a row has its score, by this program's own reading of the graph.
    /// - Parameter row: `[featureCount]` values; NaN is a missing one.
    /// - Returns: a contribution for each feature.
    /// - Throws: ``LearningError`` when the row has another width, or this program has no evaluator for the graph.
    public func explanation(of row: [Float]) throws(LearningError) -> ScoreExplanation {
        guard let native else {
            throw LearningError(
                subject: "detector",
                reason: .library(message: "ONNX Runtime computes its scores, and nothing here explains its graph"))
        }
        return try native.explanation(of: row)
    }

    /// The one feature that makes a row strange, by this program's own reading of the graph.
    /// - Parameter row: `[featureCount]` values; NaN is a missing one.
    /// - Returns: nil where the detector has none, or this program no evaluator.
    public func cause(of row: [Float]) -> ChangeCause? { native?.cause(of: row) }

    private func scores(_ values: [Float], width: Int) throws(LearningError) -> [Double] {
        guard width == featureCount else {
            throw LearningError(subject: "detector", reason: .widthMismatch(have: width, need: featureCount))
        }
        do {
            return try Self.run(session, rows: values, width: width).score.map(Double.init)
        } catch {
            throw LearningError(subject: "detector", reason: .library(message: "\(error)"))
        }
    }

    private static func run(
        _ session: InferenceSession, rows: [Float], width: Int
    ) throws(ONNXError) -> (score: [Float], decision: [Float]) {
        let count = rows.count / width
        let outputs = try session.run(
            [DetectorGraph.rowsInput: try Tensor(float32: rows, shape: [count, width])],
            outputs: [DetectorGraph.scoreOutput, DetectorGraph.decisionOutput])
        func floats(_ name: String) throws(ONNXError) -> [Float] {
            guard let tensor = outputs[name], let floats = tensor.floats, floats.count == count else {
                throw ONNXError(
                    "output \"\(name)\"",
                    .shapeMismatch(expected: [.free("rows"), .fixed(1)], found: outputs[name]?.shape ?? []))
            }
            return floats
        }
        return (try floats(DetectorGraph.scoreOutput), try floats(DetectorGraph.decisionOutput))
    }
}
