import Features
import FeatureStore
import Foundation
import Learning
import ONNX
import Parquet
import Pipeline
import Readings
import Registry
import Simulation
import Synchronization
import Testing
import TestSupport

struct QuickstartTests {
    private let scratch: ScratchDirectory
    private let steps = Steps()

    init() throws {
        scratch = try ScratchDirectory()
    }

    private final class Steps: Sendable {
        private let kept = Mutex<[String]>([])
        var texts: [String] { kept.withLock { $0 } }
        func add(_ text: String) { kept.withLock { $0.append(text) } }
    }

    private func run(at now: Int64) throws -> Quickstart.Outcome {
        let configuration = TrainingJob.Configuration(
            dataDirectory: scratch.path, names: ModelNames(), seed: 42, threads: 2, programVersion: "0.1.0",
            runtime: .failure(ONNXError("ONNX Runtime", .libraryMissing(attempts: []))))
        let steps = steps
        return try Quickstart(configuration, now: Timestamp(milliseconds: now)) { steps.add($0) }
            .run(weather: BundledYear.readings.get(), machines: MachineSimulation.quickstart(seed: configuration.seed))
    }

    /// Name and content of all files below a folder of the data directory.
    private func files(_ folder: String) throws -> [String: Data] {
        let root = scratch.file(folder)
        var files: [String: Data] = [:]
        for name in try FileManager.default.subpathsOfDirectory(atPath: root) where !name.hasSuffix(".lock") {
            var isDirectory: ObjCBool = false
            _ = FileManager.default.fileExists(atPath: "\(root)/\(name)", isDirectory: &isDirectory)
            if !isDirectory.boolValue { files[name] = try Data(contentsOf: URL(filePath: "\(root)/\(name)")) }
        }
        return files
    }

    @Test func `makes models, predictions and a report, and nothing more the second time`() throws {
        let first = try run(at: 1_781_524_800_000)
        #expect(first.readings == ["weather": 26_115, "machine": 14_400])
        #expect(first.flagged == ["EWR 2013-02-12T08:00:00Z: wind_speed 468.66 m/s is out_of_range"])
        #expect(
            first.models.map(\.version.name) == [
                "anomaly-detection-model", "anomaly-detection-model-machine", "anomaly-detection-model",
                "anomaly-detection-model-machine", "weather-forecast-model",
            ])
        #expect(first.models.map(\.version.number) == [1, 1, 2, 2, 1])
        #expect(
            first.models.map(\.version.run.view) == [
                "weather", "machine", "weather_change", "machine_change", "weather",
            ])
        #expect(first.models.allSatisfy { $0.isNew })
        #expect(first.models.map(\.alias) == [.champion, .champion, .challenger, .challenger, .champion])
        #expect(first.evaluation.scores.count == 20)
        #expect(first.evaluation.scores.allSatisfy { $0.skill > 0 })
        #expect(steps.texts.count == 6)
        #expect(steps.texts.first == "storing 26115 weather readings")
        try checkScores(first)

        #expect(first.report == scratch.file("reports/quickstart.html"))
        let page = try String(contentsOfFile: first.report, encoding: .utf8)
        #expect(page.hasPrefix("<!doctype html>"))
        #expect(page.contains("EWR 2013-02-12T08:00:00Z"))

        let before = try ["readings", "features", "models", "predictions"].map(files)
        let second = try run(at: 1_781_524_900_000)
        #expect(second.models.map(\.version) == first.models.map(\.version))
        #expect(second.models.allSatisfy { !$0.isNew })
        #expect(second.models.map(\.alias) == first.models.map(\.alias))
        #expect(second.anomalies == first.anomalies)
        #expect(second.evaluation == first.evaluation)
        #expect(try ["readings", "features", "models", "predictions"].map(files) == before)
    }

    /// The registered champion scores the stored features as the outcome and the predictions say.
    private func checkScores(_ outcome: Quickstart.Outcome) throws {
        let registry = ModelRegistry(dataDirectory: scratch.path)
        let detector = try LoadedDetector(
            .alias(.champion), of: "anomaly-detection-model", in: registry, schemas: [.weather])
        let features = try ParquetOfflineStore(dataDirectory: scratch.path).table(of: .weather)
        let scores = try detector.detector.anomalyScores(features.matrix)
        let changes = try ParquetOfflineStore(dataDirectory: scratch.path).table(of: .weatherChange)
        #expect((changes.rowCount, features.rowCount) == (26_115, 26_115))
        let threshold = detector.detector.anomalyThreshold
        #expect(outcome.anomalies == scores.count { $0 >= threshold })

        let logged = try ParquetReader(
            path: scratch.file("predictions/schema=weather/date=2026-06-15/predictions-1781524800000.parquet")
        ).read()
        guard case .float64(let loggedScores)? = logged["anomaly_score"],
            case .boolean(let verdicts)? = logged["is_anomaly"]
        else {
            Issue.record("predictions without scores")
            return
        }
        // The first fifth's end: what the detector has not seen.
        #expect(logged.rowCount == 5225)
        #expect(
            loggedScores.sorted()
                == scores.indices.filter { features.times[$0].description >= "2013-10-18T20" }
                .map { scores[$0] }.sorted())
        #expect(verdicts == loggedScores.map { $0 >= threshold })
    }
}
