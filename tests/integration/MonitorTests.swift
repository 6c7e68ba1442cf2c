import Foundation
import TestSupport
import Testing

struct MonitorTests {
    private struct NotYet: Error {}

    /// Readings of one machine, all alike, which no training rows are.
    private func send(_ count: Int, to served: ServedProgram) async throws {
        let body = (0..<count).map { number in
            #"{"machine_id":"machine_\#(number % 2)","temperature":75.5,"vibration":0.42,"rotation_speed":1450}"#
        }
        #expect(try await served.post("/predict", "[\(body.joined(separator: ","))]").status == 200)
    }

    /// What `/drift` says of machines once it counts so many rows.
    private func drift(_ rows: Int, of served: ServedProgram) async throws -> [String: Any] {
        while true {
            let text = try await served.get("/drift")
            let all = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
            let schemas = try #require(all["schemas"] as? [[String: Any]])
            if let machine = schemas.first(where: { $0["schema"] as? String == "machine" }),
                let window = machine["window"] as? [String: Any], window["rows"] as? Int == rows
            {
                return machine
            }
            await Task.yield()
        }
    }

    @Test func `a service watches its inputs, and shows them as JSON, page and metrics`() async throws {
        let directory = try await QuickstartDirectory.copy()
        let served = try await ServedProgram(
            directory.file("data"), environment: ["DRIFT_WINDOW_SIZE": "50", "DRIFT_FEATURE_THRESHOLDS": "month=9"])
        try await send(60, to: served)
        let machine = try await drift(50, of: served)
        #expect(machine["verdict"] as? String == "drift")
        #expect(machine["drift_detected"] as? Bool == true)
        let severity = try #require(machine["severity"] as? Double)
        #expect(severity >= 0.3)
        let features = try #require(machine["features"] as? [String: [String: Any]])
        #expect(features.count == 30)
        #expect(features["month"]?["group"] is NSNull)
        #expect(features["month"]?["threshold"] as? Double == 9)
        #expect(features["vibration_lag_3h"]?["group"] as? String == "vibration")
        #expect((machine["stations"] as? [String: Any])?.keys.sorted() == ["machine_0", "machine_1"])

        let metrics = try await served.get("/metrics")
        #expect(metrics.contains(#"drift_detected{schema="machine"} 1"#))
        #expect(metrics.contains(#"drift_detected{schema="weather"} 0"#))
        #expect(metrics.contains(#"drift_window_rows{schema="machine"} 50"#))
        #expect(metrics.contains(#"data_drift_score{feature="all",schema="machine"} \#(severity)"#))
        #expect(metrics.contains(#"data_drift_score{feature="temperature",schema="weather"}"#))

        let page = try await served.get("/drift/report?schema=machine")
        #expect(page.hasPrefix("<!doctype html>"))
        #expect(page.hasSuffix("</html>\n"))
        #expect(page.contains("rotation_speed"))
        #expect(try await served.get("/drift/report?schema=pump").contains("no inputs of schema \\\"pump\\\""))
        #expect(try await served.stop().status == 0)
    }

    @Test func `a monitor beside the service sees the same window again after it was killed`() async throws {
        let directory = try await QuickstartDirectory.copy()
        let environment = ["DRIFT_WINDOW_SIZE": "50", "DRIFT_MONITOR": "false"]
        let served = try await ServedProgram(directory.file("data"), environment: environment)
        #expect(try await served.get("/drift").contains("drift-unavailable"))
        let monitor = try await ServedProgram(
            directory.file("data"), command: ["monitor"], environment: environment)
        try await send(20, to: served)
        let before = try await drift(20, of: monitor)
        try await monitor.kill()
        try await served.kill()

        let again = try await ServedProgram(directory.file("data"), command: ["monitor"], environment: environment)
        let after = try await drift(20, of: again)
        // Feeds are judged by a watch of their own, which may not have looked yet.
        let windows = [before, after].map { $0.filter { $0.key != "feeds" } as NSDictionary }
        #expect(windows[0] == windows[1])
        let restarted = try await ServedProgram(directory.file("data"), environment: environment)
        try await send(10, to: restarted)
        _ = try await drift(30, of: again)
        #expect(try await again.get("/metrics").contains(#"drift_detected{schema="machine"} 1"#))
        #expect(try await again.stop().status == 0)
        #expect(try await restarted.stop().status == 0)

        let once = try await BuiltProgram.run(
            ["monitor", "--once", "--data-dir", directory.file("data")], environment: environment)
        #expect(once.status == 0)
        #expect(once.output.contains("machine: drift in "))
        #expect(once.output.contains("machine_1  15 of 50"))
    }

    @Test func `a look says why it cannot see, and makes no directory`() async throws {
        let scratch = try ScratchDirectory()
        let none = try await BuiltProgram.run(["monitor", "--once", "--data-dir", scratch.file("none")])
        #expect(none.status == 1)
        #expect(none.errors.contains("anomaly-detection-model"))
        #expect(!FileManager.default.fileExists(atPath: scratch.file("none")))

        let directory = try await QuickstartDirectory.copy()
        let other = try await BuiltProgram.run(
            ["monitor", "--once", "--data-dir", directory.file("data")], environment: ["MODEL_VERSION": "9"])
        #expect(other.status == 0)
        #expect(other.output.contains("weather: not watched: anomaly-detection-model"))
        #expect(other.output.contains("machine: 0 inputs so far"))
    }
}
