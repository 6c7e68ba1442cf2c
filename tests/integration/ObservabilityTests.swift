import Foundation
import TestSupport
import Testing

/// The files of `observability/`, judged by the programs that read them.
struct ObservabilityTests {
    private let folder = ProjectFiles.root.appending(path: "observability")

    @Test(
        .enabled(if: InstalledTool.promtool.isExpected, "\(InstalledTool.promtool.missing)"),
        arguments: [
            ["check", "rules", "rules/driftdetector.yml"], ["test", "rules", "rules/driftdetector_test.yml"],
            ["check", "config", "prometheus.yml"],
        ])
    func `Prometheus takes rules and configuration, and every rule fires when it should`(arguments: [String]) throws {
        let outcome = try InstalledTool.promtool.run(arguments, in: folder)
        #expect(outcome.status == 0, "\(outcome.text)")
    }

    @Test(.enabled(if: InstalledTool.amtool.isExpected, "\(InstalledTool.amtool.missing)"))
    func `Alertmanager takes the route, and sends it every alert`() throws {
        let checked = try InstalledTool.amtool.run(["check-config", "alertmanager.yml"], in: folder)
        #expect(checked.status == 0, "\(checked.text)")
        for label in ["alertname=DataDrift", "alertname=ServiceDown"] {
            let routed = try InstalledTool.amtool.run(
                ["config", "routes", "test", "--config.file=alertmanager.yml", label], in: folder)
            #expect(routed.status == 0 && routed.text.contains("driftdetector"), "\(routed.text)")
        }
    }

    @Test func `every rule is tried, described, and says what to do`() throws {
        func text(_ name: String) throws -> String {
            try String(contentsOf: folder.appending(path: name), encoding: .utf8)
        }
        let rules = try text("rules/driftdetector.yml")
        let trials = try text("rules/driftdetector_test.yml")
        let page = try text("README.md")
        let names = rules.matches(of: /- alert: (\w+)/).map { String($0.output.1) }
        #expect(names.count >= 8)
        for name in names {
            #expect(trials.contains(name), "\(name) is not tried")
            #expect(page.contains("| `\(name)` |"), "\(name) is not described")
        }
        #expect(rules.matches(of: /description:/).count == names.count)
        #expect(rules.matches(of: /summary:/).count == names.count)
    }
}
