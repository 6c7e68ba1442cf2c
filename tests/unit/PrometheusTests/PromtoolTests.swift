import Foundation
import Prometheus
import Testing

struct PromtoolTests {
    static let promtool = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
        .map { "\($0)/promtool" }.first { FileManager.default.isExecutableFile(atPath: $0) }

    @Test(.enabled(if: promtool != nil, "promtool is not installed (Debian package prometheus)"))
    func `writes what promtool reads without complaint`() throws {
        let registry = PrometheusRegistry()
        try registry.declare(.counter("inference_requests", help: "Requests.", labels: ["route", "status"]))
        try registry.declare(.histogram("inference_request_duration_seconds", help: "Durations."))
        try registry.declare(
            .gauge("data_drift_score", help: "A \\ and a\nline.", labels: ["feature"]), labelSets: [["all"]])
        registry.counter("inference_requests", labels: [("route", "/a\"\\\n\0"), ("status", "200")]).increment()
        registry.histogram("inference_request_duration_seconds").observe(0.003)
        for (name, value) in [("nan", Double.nan), ("low", -.infinity), ("high", .infinity)] {
            registry.gauge("data_drift_score", labels: [("feature", name)]).set(value)
        }

        let process = Process()
        process.executableURL = URL(filePath: try #require(Self.promtool))
        process.arguments = ["check", "metrics"]
        let input = Pipe()
        let output = Pipe()
        process.standardInput = input
        process.standardOutput = output
        process.standardError = output
        try process.run()
        try input.fileHandleForWriting.write(contentsOf: Data(TextExposition.text(of: registry).utf8))
        try input.fileHandleForWriting.close()
        let complaint = String(decoding: try output.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
        process.waitUntilExit()
        #expect(complaint == "")
        #expect(process.terminationStatus == 0)
    }
}
