import Prometheus
import TestSupport
import Testing

struct PromtoolTests {
    @Test(.enabled(if: InstalledTool.promtool.isExpected, "\(InstalledTool.promtool.missing)"))
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

        let outcome = try InstalledTool.promtool.run(["check", "metrics"], input: TextExposition.text(of: registry))
        #expect(outcome.text == "")
        #expect(outcome.status == 0)
    }
}
