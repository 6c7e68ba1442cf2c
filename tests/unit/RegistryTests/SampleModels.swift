import Features
import Foundation
import Learning
import ONNX
import Readings
import Registry
import TestSupport

/// Small models, fitted once to seeded readings.
enum SampleModels {
    static let schema = FeatureSchema.machine
    static let rows = FeatureTable(of: readings, schema: schema, trustingFlagged: false).matrix
    /// The same readings as departures.
    static let changes = FeatureTable(of: readings, schema: .machineChange, trustingFlagged: false).matrix

    private static let readings: ReadingTable = {
        var table = ReadingTable(schema: .machine)
        for code in 0..<2 {
            var machine = SimulatedMachine(station: "machine_00\(code)", randomness: SeededRandom(seed: UInt64(code)))
            for hour in 0..<150 { table.append(machine.reading(at: Timestamp(milliseconds: 0).advanced(hours: hour))) }
        }
        return table
    }()

    static func changeDetector() throws -> ChangeDetector {
        try ChangeDetectorTrainer(contamination: 0.1).fit(changes, schema: .machineChange)
    }

    static func forest(
        seed: UInt64 = 7, contamination: Contamination = .fraction(0.1)
    ) throws -> IsolationForest {
        try IsolationForestTrainer(
            IsolationForestParameters(estimators: 20, contamination: contamination, seed: seed)
        ).fit(rows, featureNames: schema.featureNames)
    }

    /// A detector's graph that this program did not make: the mean of a row, with a threshold of 0.75.
    static func foreignGraph() throws -> ModelGraph {
        var builder = GraphBuilder(name: "mean")
        builder.inputs = [
            ValueInfo(name: "features", elementType: .float32, shape: [.free("rows"), .fixed(schema.features.count)])
        ]
        builder.outputs = ["anomaly_score", "decision_function"].map {
            ValueInfo(name: $0, elementType: .float32, shape: [.free("rows"), .fixed(1)])
        }
        builder.initializers = ["threshold": Tensor(scalar: 0.75)]
        builder.nodes = [
            Node(
                "ReduceMean", inputs: ["features"], outputs: ["anomaly_score"],
                attributes: ["axes": .ints([1]), "keepdims": .int(1)]),
            Node("Sub", inputs: ["threshold", "anomaly_score"], outputs: ["decision_function"]),
        ]
        builder.metadata = ["schema_fingerprint": schema.fingerprint]
        return try builder.build()
    }

    static let examples: ForecastExamples = {
        var table = ReadingTable(schema: .weather)
        var random = SeededRandom(seed: 3)
        func noise() -> Double { Double(random.next() >> 11) * 0x1p-52 - 1 }
        for hour in 0..<1_000 {
            let moment = Timestamp(milliseconds: 0).advanced(hours: hour)
            let day = abs(Double(moment.hourOfDay) - 12) / 12
            // Gaps longer than a value is carried over, so that inputs are undefined.
            let pressure = hour % 100 < 12 ? Double.nan : 1_013 + 5 * noise()
            table.append(
                Reading(
                    station: "Berlin", observedAt: moment, knownAt: moment, source: "test", kind: .simulated,
                    values: [20 - 8 * day + noise(), pressure, 60 + 30 * day + 3 * noise(), 4 + 3 * noise()]))
        }
        return examples(of: table, schema: .weather)
    }()

    static func examples(of readings: ReadingTable, schema: ForecastSchema) -> ForecastExamples {
        ForecastExamples(
            of: zip(readings.stations, readings.rowsByStation()).map { station, rows in
                (station, readings.series(ofRows: rows, trustingFlagged: false))
            }, schema: schema)
    }

    static func forecaster() throws -> Forecaster {
        try ForecasterTrainer().fit(examples, outcomesBefore: Timestamp(milliseconds: .max))
    }

    static func run(
        _ kind: ModelKind = .anomaly, view: String = "machine",
        fingerprint: String = SampleModels.schema.fingerprint, parent: Int? = nil
    ) -> TrainingRun {
        TrainingRun(
            kind: kind, view: view, schemaFingerprint: fingerprint, inputs: ["temperature", "vibration"],
            data: TrainingRun.DataWindow(
                from: "2013-01-01T00:00:00Z", to: "2013-12-31T23:00:00Z", rows: 300, contentHash: "c0ffee"),
            parameters: ["estimators": "20"], seed: 7, metrics: ["auroc": 0.875],
            trainedAt: "2026-06-15T13:00:00Z", programVersion: "0.1.0", parent: parent)
    }

    /// A package whose graph is a text: enough where nobody runs it.
    static func package(graph: String = "graph") throws -> ModelPackage {
        try ModelPackage(
            graph: Array(graph.utf8), description: "about \(graph)",
            parity: ParityCheck(model: "sample", notRunBecause: "a test", tolerance: 1e-6))
    }

    static let noRuntime = Result<RuntimeLibrary, ONNXError>
        .failure(ONNXError("ONNX Runtime", .libraryMissing(attempts: [])))
}
