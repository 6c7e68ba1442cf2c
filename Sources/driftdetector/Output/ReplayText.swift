import Ledger
import Pipeline
import Readings

/// A replay for people at a terminal.
struct ReplayText {
    private let found: ReplayReport

    init(_ found: ReplayReport) {
        self.found = found
    }

    /// What was replayed, the policies, what was put in, the recommendation, and what to do next.
    func text(report path: String, seconds: Double) -> String {
        [span, policies.text, faults, "  \(found.recommendation)", settings, next(path, seconds)]
            .compactMap { $0 }.joined(separator: "\n\n")
    }

    private var span: String {
        let named =
            found.stations.count <= 12 ? found.stations.joined(separator: ", ") : "\(found.stations.count) stations"
        return "\(found.from) to \(found.to): \(named)"
    }

    private var policies: TextTable {
        let hasChanges = found.faults.contains { $0.isOfWorld }
        var table = TextTable(
            ["policy", "retrainings", "false alarms"] + (hasChanges ? ["missed changes"] : [])
                + ["promoted", "taken back", "error of \(found.sensor), \(found.unit)"])
        for outcome in found.outcomes {
            table.add(
                [outcome.policy.name, "\(outcome.retrainings)", "\(outcome.falseAlarms)"]
                    + (hasChanges ? ["\(outcome.missedChanges)"] : [])
                    + [
                        "\(outcome.promotions)", "\(outcome.rollBacks)",
                        Number.short(outcome.meanAbsoluteError, digits: 3),
                    ])
        }
        return table
    }

    private var settings: String {
        "  with "
            + found.plan.settings.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: " ")
    }

    private var faults: String? {
        let missed = found.missedFaults
        let lines = found.faults.map { fault in
            let word = fault.isOfWorld ? "a change of the weather" : missed.contains(fault) ? "not found" : "found"
            return "  \(fault.words), \(fault.from) to \(fault.to): \(word)"
        }
        let alarms = "  feeds that were not believed although nothing was put into them: \(found.falseFindings.count)"
        return (lines + [alarms]).joined(separator: "\n")
    }

    private func next(_ path: String, _ seconds: Double) -> String {
        let setting = found.recommended.map { outcome in
            let names = outcome.policy.policies.map(\.rawValue).sorted().joined(separator: ",")
            return "\n  RETRAIN_POLICY=\(names) driftdetector up"
        }
        return "  every decision and picture: \(path)\n  \(Number.short(seconds, digits: 1)) s\n\nNext:"
            + (setting ?? "")
            + "\n  driftdetector replay --inject bias --inject scale:\(found.sensor):1.5/all"
    }
}
