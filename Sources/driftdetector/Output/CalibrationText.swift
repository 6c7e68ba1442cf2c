import Pipeline
import Readings

/// A calibration for people at a terminal.
struct CalibrationText {
    private let report: CalibrationReport

    init(_ report: CalibrationReport) {
        self.report = report
    }

    /// What was replayed, the rules, the causes, and what to do next.
    func text(written file: String?, seconds: Double) -> String {
        [span, rules.text, notes, causes.text, share, advice(file), "  \(Number.short(seconds, digits: 1)) s"]
            .compactMap { $0 }.joined(separator: "\n\n")
    }

    private var span: String {
        let years = Number.short(report.outcomes.first?.stationYears ?? 0, digits: 2)
        return "\(report.from) to \(report.to): \(report.stations.joined(separator: ", ")), \(years) station-years; "
            + "\(report.faults.count) faults of \(report.sensor) at \(report.starts.count) moments"
    }

    private var rules: TextTable {
        var table = TextTable(
            ["rule", "false alarms", "a station-year", "days"] + report.faults.map(\.name))
        for outcome in report.outcomes {
            table.add(
                [
                    outcome.rule, "\(outcome.falseAlarms)",
                    Number.short(outcome.falseAlarmsPerStationYear, digits: 1),
                    "\(Number.short(100 * outcome.shareOfDays, digits: 1)) %",
                ] + outcome.faults.map(Self.cell))
        }
        return table
    }

    private static func cell(_ outcome: RuleOutcome.FaultOutcome) -> String {
        guard outcome.tried > 0 else { return "on anyway" }
        return "\(outcome.delays.count)/\(outcome.tried)" + (outcome.medianDelay.map { " \($0) h" } ?? "")
    }

    private var notes: String {
        let sensors = report.outcome(of: CalibrationReport.recommendedRule)?.falseAlarmsBySensor ?? [:]
        let counts = sensors.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", ")
        return "  found of tried and the median delay; \"on anyway\": the rule was alarming before the fault\n"
            + "  false alarms of the recommended rule by sensor: \(counts)"
    }

    private var causes: TextTable {
        let named = FeedCause.allCases
        var table = TextTable(["fault, and the cause named"] + named.map(\.rawValue))
        guard let outcome = report.outcome(of: CalibrationReport.recommendedRule) else { return table }
        for fault in outcome.faults {
            table.add([fault.fault] + named.map { fault.causes[$0].map { "\($0)" } ?? "" })
        }
        return table
    }

    private var share: String? {
        report.shareNamedRight.map { "  \(Number.short(100 * $0, digits: 1)) % of the faults found are named right" }
    }

    private func advice(_ file: String?) -> String {
        let settings = report.recommended.settings.map { "    \($0.key.environmentName)=\($0.value)" }
        let written = file.map { "written to \($0)" } ?? "--write FILE.yaml puts them into a configuration file"
        return (["  recommended, chosen on \(report.chosenOn.joined(separator: ", ")); \(written):"] + settings)
            .joined(separator: "\n")
    }
}
