import Foundation
import Parquet
import TestSupport
import Testing

struct ServeTests {
    private static let machine =
        #"{"machine_id":"machine_001","temperature":75.5,"vibration":0.42,"rotation_speed":1450}"#

    private struct Score: Decodable {
        let anomaly_score: Double
    }

    @Test func `answers, and writes its answers down when it is told to end`() async throws {
        let directory = try await QuickstartDirectory.copy()
        let served = try await ServedProgram(directory.file("data"))
        let response = try await served.post("/predict", Self.machine)
        #expect(response.status == 200)
        let answer = try response.object
        #expect(answer["machine_id"] as? String == "machine_001")
        #expect(answer["model_name"] as? String == "anomaly-detection-model-machine")
        #expect(answer["model_version"] as? Int == 1)
        let score = try JSONDecoder().decode(Score.self, from: response.body).anomaly_score
        #expect(score > 0 && score <= 1)
        #expect(answer["is_anomaly"] as? Bool == (score >= 0.5))
        let forecast = try await served.post("/forecast", #"{"machine_id":"JFK"}"#)
        #expect(forecast.status == 200)
        #expect(try forecast.object["issued_at"] as? String == "2013-12-30T23:00:00Z")
        #expect(try forecast.object["stale"] as? Bool == true)
        let metrics = try await served.get("/metrics")
        #expect(metrics.contains("\ninference_requests_total"))

        let outcome = try await served.stop()
        #expect(outcome.status == 0)
        #expect(!outcome.wasKilled)
        #expect(outcome.output == "")
        let log = directory.file("data/predictions/schema=machine")
        let files = try FileManager.default.subpathsOfDirectory(atPath: log).filter { $0.hasSuffix(".parquet") }
        #expect(files.count == 1)
        let batch = try ParquetReader(path: "\(log)/\(try #require(files.first))").read()
        #expect(batch.rowCount == 1)
        #expect(batch["anomaly_score"] == .float64([score]))
        #expect(batch["machine_id"] == .category(codes: [0], names: ["machine_001"]))
        #expect(batch["input_rotation_speed"] == .float64([1450]))
        #expect(batch["rotation_speed"] == .float32([1450]))
        #expect(batch["request_id"] == .string([try #require(answer["request_id"] as? String)]))
    }

    @Test func `lets the version answer that it is told`() async throws {
        let directory = try await QuickstartDirectory.copy()
        let train = try await BuiltProgram.run(
            ["train", "--model", "anomaly", "--seed", "8", "--data-dir", directory.file("data")])
        #expect(train.status == 0)
        let served = try await ServedProgram(
            directory.file("data"),
            environment: ["MODEL_VERSION": "@challenger", "PREDICTION_THRESHOLD": "auto"])
        let weather = #"{"machine_id":"JFK","temperature":3,"pressure":1012,"humidity":64,"wind_speed":3.5}"#
        let response = try await served.post("/predict", weather)
        #expect(response.status == 200)
        let answer = try response.object
        #expect(answer["model_version"] as? Int == 3)
        #expect((answer["threshold"] as? [String: Any])?["source"] as? String == "contamination")
        #expect(try await served.stop().status == 0)

        let none = try await BuiltProgram.run(
            ["serve", "--port", "0", "--data-dir", directory.file("data")],
            environment: ["MODEL_VERSION": "9", "PROMETHEUS_PORT": "0"])
        #expect(none.status == 1)
        #expect(
            none.errors.hasSuffix(
                "driftdetector: anomaly-detection-model: there is no version 9; `driftdetector models list` shows what there is\n"
            ))
    }

    @Test func `says what to do when its port is taken, and only warns when that of the metrics is`() async throws {
        let directory = try await QuickstartDirectory.copy()
        let first = try await ServedProgram(directory.file("data"))
        let refused = try await BuiltProgram.run(
            ["serve", "--port", "\(first.port)", "--data-dir", directory.file("data")],
            environment: ["PROMETHEUS_PORT": "0"])
        #expect(refused.status == 69)
        #expect(
            refused.errors.hasSuffix(
                "driftdetector: cannot listen on 127.0.0.1:\(first.port): taken by another program; "
                    + "--host and --port name another address, --port 0 takes a free port\n"))

        let second = try await ServedProgram(
            directory.file("data"), environment: ["PROMETHEUS_PORT": "\(first.port)"])
        #expect(try await second.post("/predict", Self.machine).status == 200)
        let outcome = try await second.stop()
        #expect(outcome.status == 0)
        #expect(outcome.errors.contains("warning"))
        #expect(outcome.errors.contains("port \(first.port) cannot be used"))
        #expect(outcome.errors.contains("PROMETHEUS_PORT=0 switches it off"))
        #expect(try await first.stop().status == 0)
    }

    @Test func `refuses to serve a model whose file was changed`() async throws {
        let directory = try await QuickstartDirectory.copy()
        let file = URL(filePath: directory.file("data/models/anomaly-detection-model/1/model.onnx"))
        var bytes = try Data(contentsOf: file)
        bytes[bytes.count / 2] ^= 1
        try bytes.write(to: file)
        let outcome = try await BuiltProgram.run(
            ["serve", "--port", "0", "--data-dir", directory.file("data")], environment: ["PROMETHEUS_PORT": "0"])
        #expect(outcome.status == 1)
        #expect(
            outcome.errors.hasSuffix(
                "driftdetector: anomaly-detection-model version 1: model.onnx is not the file that was registered; "
                    + "restore it from a copy, or train anew\n"))
    }
}
