import Features
import FeatureStore
import Foundation
import Learning
import ONNX
import Pipeline
import Readings
import Registry
import Simulation
import Testing
import TestSupport

struct TrainingJobTests {
    private static let now = Timestamp(milliseconds: 1_781_524_800_000)
    private static let name = "anomaly-detection-model-machine"

    /// What others find in `run.json`, by the names in the file.
    private struct Record: Decodable {
        struct Window: Decodable {
            let from: String
            let to: String
            let rows: Int
            let content_hash: String
        }

        struct Run: Decodable {
            let kind: String
            let view: String
            let schema_fingerprint: String
            let inputs: [String]
            let data: Window
            let parameters: [String: String]
            let seed: Int
            let metrics: [String: Double]
            let trained_at: String
            let program_version: String
            let parent: Int?
        }

        let name: String
        let version: Int
        let run: Run
    }

    private let scratch: ScratchDirectory
    private let registry: ModelRegistry

    init() throws {
        scratch = try ScratchDirectory()
        registry = ModelRegistry(dataDirectory: scratch.path)
        let start = try #require(Timestamp(iso8601: "2013-01-01"))
        // Two months, so that rows lie in two files.
        try LakeWriter(dataDirectory: scratch.path)
            .add(MachineSimulation(machineCount: 2, seed: 9).readings(from: start, hours: 800))
    }

    private func job(
        seed: UInt64 = 42, threads: Int = 1, directory: String? = nil, horizons: [Int] = [1, 3, 6, 12, 24],
        neighbours: Int = 0
    ) -> TrainingJob {
        TrainingJob(
            TrainingJob.Configuration(
                dataDirectory: directory ?? scratch.path, names: ModelNames(), seed: seed, threads: threads,
                programVersion: "0.1.0",
                runtime: .failure(ONNXError("ONNX Runtime", .libraryMissing(attempts: []))),
                forecastSchema: ForecastSchema(sensors: .weather, horizons: horizons, neighbours: neighbours)),
            now: Self.now)
    }

    private func train(seed: UInt64 = 42, threads: Int = 1) throws -> TrainedModel {
        let job = job(seed: seed, threads: threads)
        let machine = try job.materialize(.machine)
        return try job.trainDetector(machine.features, readings: machine.readings).model
    }

    @Test func `keeps features row by row beside their readings`() throws {
        let (readings, features) = try job().materialize(.machine)
        #expect(readings.rowCount == 1600)
        #expect(features.times == readings.observedAt)
        #expect(features.stations == (0..<1600).map(readings.station(ofRow:)))
        let computed = FeatureTable(of: readings, schema: .machine, trustingFlagged: false)
        #expect(features.matrix.values.elementsEqual(computed.matrix.values) { $0.bitPattern == $1.bitPattern })
        #expect(features.stations == computed.stations)
    }

    @Test func `makes the first version champion, the next challenger, and none of what is there`() throws {
        let first = try train(seed: 1)
        #expect((first.version.number, first.alias, first.isNew) == (1, .champion, true))
        #expect(first.version.run.parent == nil)
        let second = try train(seed: 2)
        #expect((second.version.number, second.alias, second.isNew) == (2, .challenger, true))
        #expect(second.version.run.parent == 1)
        let again = try train(seed: 2)
        #expect((again.version, again.alias, again.isNew) == (second.version, .challenger, false))
        let firstAgain = try train(seed: 1)
        #expect((firstAgain.version, firstAgain.alias, firstAgain.isNew) == (first.version, .champion, false))
        #expect(try registry.versions(of: Self.name).map(\.number) == [1, 2])
        #expect(try registry.aliases(of: Self.name) == [.champion: 1, .challenger: 2])
    }

    @Test func `lets an alias point at a version whose training was killed before it had one`() throws {
        _ = try train(seed: 1)
        try FileManager.default.removeItem(atPath: scratch.file("models/\(Self.name)/aliases.json"))
        let again = try train(seed: 1)
        #expect((again.version.number, again.alias, again.isNew) == (1, .champion, false))
        #expect(try registry.aliases(of: Self.name) == [.champion: 1])

        _ = try train(seed: 2)
        try registry.point(.challenger, of: Self.name, at: nil)
        let other = try train(seed: 2)
        #expect((other.version.number, other.alias, other.isNew) == (2, .challenger, false))
        #expect(try registry.aliases(of: Self.name) == [.champion: 1, .challenger: 2])
    }

    @Test func `replaces a champion that takes other inputs than the program computes`() throws {
        _ = try train(seed: 1)
        let record = URL(filePath: scratch.file("models/\(Self.name)/1/run.json"))
        let text = try String(contentsOf: record, encoding: .utf8)
        let fingerprint = FeatureSchema.machine.fingerprint
        try #require(text.contains(fingerprint))
        try text.replacing(fingerprint, with: "0123456789abcdef").write(to: record, atomically: true, encoding: .utf8)
        let next = try train(seed: 2)
        #expect((next.version.number, next.alias, next.isNew) == (2, .champion, true))
        #expect(try registry.aliases(of: Self.name) == [.champion: 2])
    }

    @Test func `trains beside a version whose record is damaged`() throws {
        _ = try train(seed: 1)
        _ = try train(seed: 2)
        _ = try scratch.write("{", to: "models/\(Self.name)/2/run.json")
        let next = try train(seed: 3)
        #expect((next.version.number, next.alias, next.isNew) == (3, .challenger, true))
        #expect(try registry.aliases(of: Self.name) == [.champion: 1, .challenger: 3])
    }

    @Test func `trains anew what was changed since`() throws {
        let first = try train(seed: 1)
        _ = try scratch.write("{}", to: "models/\(Self.name)/1/checks.json")
        let second = try train(seed: 1)
        #expect((second.version.number, second.alias, second.isNew) == (2, .challenger, true))
        #expect(second.version.digests == first.version.digests)
        #expect(try train(seed: 1).version.number == 2)
    }

    @Test func `records where a version comes from`() throws {
        _ = try train(seed: 1)
        let run = try train(seed: 2).version.run
        let file = try Data(contentsOf: URL(filePath: scratch.file("models/\(Self.name)/2/run.json")))
        let record = try JSONDecoder().decode(Record.self, from: file)
        #expect((record.name, record.version) == (Self.name, 2))
        let written = record.run
        #expect((written.kind, written.view) == ("anomaly", "machine"))
        #expect(written.schema_fingerprint == FeatureSchema.machine.fingerprint)
        #expect(written.inputs == FeatureSchema.machine.featureNames)
        #expect((written.seed, written.parent) == (2, 1))
        #expect((written.trained_at, written.program_version) == ("2026-06-15T12:00:00Z", "0.1.0"))
        #expect(
            written.parameters == [
                "detector": "isolation forest", "estimators": "100", "max_samples": "256", "max_features": "1.0",
                "bootstrap": "false",
                "contamination": "0.1",
            ])
        #expect(written.metrics == run.metrics)
        #expect((written.data.from, written.data.to) == ("2013-01-01T00:00:00Z", "2013-01-26T15:00:00Z"))
        #expect(written.data.rows == 2 * 616)
        let (readings, features) = try job().materialize(.machine)
        let learned = (0..<readings.rowCount).filter { readings.observedAt[$0].description <= "2013-01-26T15:00:00Z" }
        #expect(written.data.content_hash == ContentHash.of(features.matrix.selecting(rows: learned).values))
    }

    @Test func `writes the same graph for the same data and seed, whatever the number of threads`() throws {
        let one = try train(threads: 1)
        try FileManager.default.removeItem(atPath: scratch.file("models"))
        let two = try train(threads: 2)
        #expect(two.version.digests == one.version.digests)

        let examples = try BundledYear.examples.get()
        let digests = try [1, 2].map { threads in
            let directory = try ScratchDirectory()
            return try job(threads: threads, directory: directory.path).trainForecaster(examples).model.version.digests
        }
        #expect(digests[0] == digests[1])
    }

    @Test func `trains a forecaster with its metrics, the same whatever the seed`() throws {
        let examples = try BundledYear.examples.get()
        let end = try #require(Quickstart.evaluationEnd)
        let (model, training) = try job().trainForecaster(examples, trainUntil: end)
        #expect((model.version.name, model.version.number) == ("weather-forecast-model", 1))
        #expect(model.version.run.kind == .forecast)
        #expect(model.version.run.schemaFingerprint == ForecastSchema.weather.fingerprint)
        let score = try #require(training.evaluation.scores.first)
        #expect((score.sensor, score.horizon) == ("temperature", 1))
        #expect(model.version.run.metrics["mae_temperature_1h"] == score.meanAbsoluteError)
        #expect(model.version.run.metrics["skill_temperature_1h"] == score.skill)
        #expect(model.version.run.metrics.count == 12 * 20)
        #expect(model.version.run.parameters["horizons"] == "1,3,6,12,24")
        #expect(try job(seed: 43).trainForecaster(examples, trainUntil: end).model.isNew == false)

        let loaded = try LoadedForecaster(
            .alias(.champion), of: model.version.name, in: registry, sensors: .weather)
        #expect(loaded.forecaster == training.forecaster)
    }

    @Test func `registers a forecaster of other horizons beside a champion that still answers for its own`() throws {
        let name = "weather-forecast-model"
        let readings = try BundledYear.readings.get()
        let first = try job().trainForecaster(BundledYear.examples.get())
        let others = job(horizons: [2, 25, 48])
        let examples = others.forecastExamples(of: readings)
        let second = try others.trainForecaster(examples)
        #expect((second.model.version.number, second.model.alias) == (2, .challenger))
        #expect(second.model.version.run.parameters["horizons"] == "2,25,48")
        #expect(second.model.version.run.schemaFingerprint != first.model.version.run.schemaFingerprint)
        #expect(second.training.evaluation.scores.prefix(3).map(\.horizon) == [2, 25, 48])
        #expect(second.training.evaluation.scores.allSatisfy { $0.skill > 0 && $0.skill < 1 })
        #expect(try registry.aliases(of: name) == [.champion: 1, .challenger: 2])
        #expect(try others.trainForecaster(examples).model.isNew == false)

        let champion = try LoadedForecaster(.alias(.champion), of: name, in: registry, sensors: .weather)
        let challenger = try LoadedForecaster(.alias(.challenger), of: name, in: registry, sensors: .weather)
        #expect(champion.forecaster == first.training.forecaster)
        #expect(challenger.forecaster == second.training.forecaster)
        #expect(challenger.forecaster.schema.horizons == [2, 25, 48])
    }

    @Test func `forecasts every sensor and hour better with neighbours, and no worse without their hours`() throws {
        let end = try #require(Quickstart.evaluationEnd)
        let readings = try BundledYear.readings.get()
        let plain = try job().trainForecaster(BundledYear.examples.get(), trainUntil: end)
        let job = job(neighbours: 2)
        let examples = job.forecastExamples(of: readings, neighboursBefore: end)
        #expect(
            examples.neighbours.byStation == ["EWR": ["LGA", "JFK"], "JFK": ["LGA", "EWR"], "LGA": ["EWR", "JFK"]])
        let near = try job.trainForecaster(examples, trainUntil: end)
        #expect((near.model.version.number, near.model.alias) == (2, .challenger))
        #expect(near.model.version.run.parameters["neighbours"] == "2")
        #expect(plain.model.version.run.parameters["neighbours"] == nil)
        for (with, without) in zip(near.training.evaluation.scores, plain.training.evaluation.scores) {
            #expect(with.skill > without.skill, "\(with.sensor) \(with.horizon) h")
        }
        let loaded = try LoadedForecaster(
            .alias(.challenger), of: near.model.version.name, in: registry, sensors: .weather)
        #expect(loaded.forecaster == near.training.forecaster)

        let alone = ForecastExamples(
            of: zip(readings.stations, readings.rowsByStation()).map { station, rows in
                (station, readings.series(ofRows: rows, trustingFlagged: false))
            }, schema: examples.schema)
        let silent = ForecastEvaluation(of: loaded.forecaster, on: alone, rows: near.training.testRows)
        for (with, without) in zip(silent.scores, plain.training.evaluation.scores) {
            #expect(with.skill > without.skill - 0.015, "\(with.sensor) \(with.horizon) h")
        }
    }

    @Test func `finds out who is near from what was measured before the judging begins`() throws {
        let readings = try BundledYear.readings.get()
        let cut = try #require(Timestamp(iso8601: "2013-03-01"))
        var changed = ReadingTable(schema: .weather)
        for row in 0..<readings.rowCount {
            var reading = readings.reading(row)
            if reading.observedAt >= cut, reading.station == "JFK" {
                reading.values = [Double(row % 30), 1_000, 50, 5]
            }
            changed.append(reading)
        }
        let job = job(neighbours: 2)
        let near = job.forecastExamples(of: readings).neighbours
        #expect(job.forecastExamples(of: changed, neighboursBefore: cut).neighbours == near)
        #expect(job.backtestExamples(of: changed, from: cut).neighbours == near)
        #expect(job.forecastExamples(of: changed).neighbours != near)
    }

    @Test func `replaces a champion forecaster of inputs that the program does not compute`() throws {
        let name = "weather-forecast-model"
        let machines = ForecastSchema(sensors: .machine, horizons: [1, 3, 6, 12, 24])
        let table = try job().materialize(.machine).readings
        let examples = ForecastExamples(
            of: zip(table.stations, table.rowsByStation()).map { station, rows in
                (station, table.series(ofRows: rows, trustingFlagged: false))
            },
            schema: machines)
        let package = try ModelPackage(
            forecaster: ForecasterTrainer().fit(examples, outcomesBefore: Self.now), name: name, heldOut: examples,
            rows: [0], runtime: .failure(ONNXError("ONNX Runtime", .libraryMissing(attempts: []))))
        var run = try train().version.run
        run.kind = .forecast
        run.schemaFingerprint = machines.fingerprint
        _ = try registry.register(name: name, run: run, package: package)
        try registry.point(.champion, of: name, at: 1)

        let next = try job().trainForecaster(BundledYear.examples.get()).model
        #expect((next.version.number, next.alias, next.isNew) == (2, .champion, true))
    }

    @Test func `leaves a champion forecaster in its place whose file was changed`() throws {
        let name = "weather-forecast-model"
        let readings = try BundledYear.readings.get()
        _ = try job().trainForecaster(BundledYear.examples.get())
        _ = try scratch.write("no graph", to: "models/\(name)/1/model.onnx")
        let others = job(horizons: [6])
        #expect(try others.trainForecaster(others.forecastExamples(of: readings)).model.alias == .challenger)
        #expect(try registry.aliases(of: name) == [.champion: 1, .challenger: 2])
    }

    @Test func `says that a directory without readings is too little to train on`() throws {
        let empty = try ScratchDirectory()
        let job = job(directory: empty.path)
        let weather = try job.materialize(.weather)
        #expect(weather.readings.rowCount == 0 && weather.features.rowCount == 0)
        #expect(
            throws: PipelineError(
                subject: "weather detector", reason: .tooFewReadings(have: 0, need: 1000))
        ) { try job.trainDetector(weather.features, readings: weather.readings) }
        #expect(try empty.entries == [])
    }
}
