import FeatureStore
import Features
import Learning
import ONNX
import Readings
import Registry
import TestSupport

/// Small models of both schemas, trained once on seeded readings and loaded from a registry.
struct TrainedModels {
    static let shared = Result { try TrainedModels() }
    static let lastHour = Timestamp(milliseconds: 1_781_524_800_000)

    let weather: LoadedDetector
    let machine: LoadedDetector
    let machineChange: LoadedDetector
    let forecaster: LoadedForecaster
    let weatherReadings: ReadingTable
    let machineReadings: ReadingTable

    private init() throws {
        weatherReadings = Self.weatherReadings(stations: ["Berlin", "Tokyo", "Mumbai"], hours: 400)
        machineReadings = Self.machineReadings(stations: ["machine_001", "machine_002"], hours: 200)
        let directory = try ScratchDirectory()
        defer { withExtendedLifetime(directory) {} }
        let registry = ModelRegistry(dataDirectory: directory.path)
        weather = try Self.detector(in: registry, name: "anomaly-detection-model", weatherReadings, schema: .weather)
        machine = try Self.detector(
            in: registry, name: "anomaly-detection-model-machine", machineReadings, schema: .machine)
        machineChange = try Self.detector(
            in: registry, name: "anomaly-detection-model-machine", machineReadings, schema: .machineChange)
        forecaster = try Self.forecaster(in: registry, weatherReadings)
    }

    private static func detector(
        in registry: ModelRegistry, name: String, _ readings: ReadingTable, schema: FeatureSchema
    ) throws -> LoadedDetector {
        let table = FeatureTable(of: readings, schema: schema, trustingFlagged: false)
        let detector: any ExportableDetector =
            schema == .machineChange
            ? try ChangeDetectorTrainer(contamination: 0.1).fit(table.matrix, schema: schema)
            : try IsolationForestTrainer(IsolationForestParameters(estimators: 25, seed: 7))
                .fit(table.matrix, featureNames: schema.featureNames)
        let package = try ModelPackage(
            detector: detector, schema: schema, name: name, heldOut: table.matrix, runtime: .failure(withoutRuntime))
        let run = run(.anomaly, view: schema.name, fingerprint: schema.fingerprint, inputs: schema.featureNames)
        let version = try registry.register(name: name, run: run, package: package)
        return try LoadedDetector(.version(version.number), of: name, in: registry, schemas: [schema])
    }

    /// A forecaster of the same readings for other hours ahead, with neighbours.
    func forecaster(
        horizons: [Int], neighbours: Int = 0, _ near: StationNeighbours = .none
    ) throws -> LoadedForecaster {
        let directory = try ScratchDirectory()
        defer { withExtendedLifetime(directory) {} }
        return try Self.forecaster(
            in: ModelRegistry(dataDirectory: directory.path), weatherReadings,
            schema: ForecastSchema(sensors: .weather, horizons: horizons, neighbours: neighbours), neighbours: near)
    }

    private static func forecaster(
        in registry: ModelRegistry, _ readings: ReadingTable, schema: ForecastSchema = .weather,
        neighbours: StationNeighbours = .none
    ) throws -> LoadedForecaster {
        let name = "weather-forecast-model"
        let rows = readings.rowsByStation()
        let examples = ForecastExamples(
            of: zip(readings.stations, rows).map { ($0, readings.series(ofRows: $1, trustingFlagged: false)) },
            schema: schema, neighbours: neighbours)
        let forecaster = try ForecasterTrainer().fit(examples, outcomesBefore: lastHour.advanced(hours: 1))
        let package = try ModelPackage(
            forecaster: forecaster, name: name, heldOut: examples, rows: [0], runtime: .failure(withoutRuntime))
        let run = run(
            .forecast, view: "weather", fingerprint: forecaster.schema.fingerprint,
            inputs: forecaster.schema.inputNames)
        let version = try registry.register(name: name, run: run, package: package)
        return try LoadedForecaster(.version(version.number), of: name, in: registry, sensors: .weather)
    }

    private static let withoutRuntime = ONNXError("test", .libraryMissing(attempts: []))

    private static func run(_ kind: ModelKind, view: String, fingerprint: String, inputs: [String]) -> TrainingRun {
        TrainingRun(
            kind: kind, view: view, schemaFingerprint: fingerprint, inputs: inputs,
            data: TrainingRun.DataWindow(from: "", to: "", rows: 0, contentHash: ""), parameters: [:], seed: 7,
            metrics: [:], trainedAt: "2026-06-15T13:00:00Z", programVersion: "0.1.0")
    }

    /// Hourly weather that ends at ``lastHour``: a daily wave with noise.
    private static func weatherReadings(stations: [String], hours: Int) -> ReadingTable {
        var table = ReadingTable(schema: .weather)
        for (code, station) in stations.enumerated() {
            var random = SeededRandom(seed: UInt64(code))
            func noise() -> Double { Double(random.next() >> 11) * 0x1p-52 - 1 }
            for back in stride(from: hours - 1, through: 0, by: -1) {
                let moment = lastHour.advanced(hours: -back)
                let day = abs(Double(moment.hourOfDay) - 12) / 12
                let values = [
                    20 - 8 * day + noise(), 1_013 + 5 * noise(), 60 + 30 * day + 3 * noise(), 4 + 3 * noise(),
                ]
                table.append(
                    Reading(
                        station: station, observedAt: moment, knownAt: moment, source: "test", kind: .simulated,
                        values: values))
            }
        }
        return table
    }

    private static func machineReadings(stations: [String], hours: Int) -> ReadingTable {
        var table = ReadingTable(schema: .machine)
        for (code, station) in stations.enumerated() {
            var machine = SimulatedMachine(station: station, randomness: SeededRandom(seed: 100 + UInt64(code)))
            for back in stride(from: hours - 1, through: 0, by: -1) {
                table.append(machine.reading(at: lastHour.advanced(hours: -back)))
            }
        }
        return table
    }
}
