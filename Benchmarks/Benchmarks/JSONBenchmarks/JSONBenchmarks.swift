import Benchmark
import JSON

let benchmarks: @Sendable () -> Void = {
    let request = Array(#"{"machine_id":"machine_001","temperature":75.5,"vibration":0.42,"rotation_speed":1450}"#.utf8)
    let configuration = Benchmark.Configuration(
        metrics: [.wallClock, .throughput], scalingFactor: .kilo, maxDuration: .seconds(2))

    Benchmark("JSON, read the body of a prediction", configuration: configuration) { benchmark in
        for _ in benchmark.scaledIterations { blackHole(try JSONDocument(parsing: request)) }
    }

    Benchmark("JSON, write the answer of a prediction", configuration: configuration) { benchmark in
        for _ in benchmark.scaledIterations {
            var writer = JSONWriter()
            writer.object { writer in
                writer.member("machine_id", "machine_001")
                writer.member("schema", "machine")
                writer.member("observed_at", "2026-11-23T16:52:25.273Z")
                writer.member("anomaly_score", 0.4801650718888779)
                writer.member("is_anomaly", false)
                writer.name("threshold")
                writer.object { writer in
                    writer.member("value", 0.5)
                    writer.member("source", "PREDICTION_THRESHOLD")
                }
                writer.member("model_name", "anomaly-detection-model-machine")
                writer.member("model_version", 1)
                writer.member("undefined_features", 8)
                writer.member("request_id", "946bef2d093577b1")
                writer.name("ignored")
                writer.array { _ in }
            }
            blackHole(writer.bytes)
        }
    }
}
