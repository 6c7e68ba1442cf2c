import Ledger
import Readings

extension ReplayReport {
    /// Policies that one picture shows side by side.
    private static let linesAPicture = 4

    /// Facts in words, the most important first.
    var sentences: [String] {
        outcomes.map { outcome in
            let months = outcome.retrainings == 1 ? "1 retraining" : "\(outcome.retrainings) retrainings"
            return
                "\(outcome.policy.name): \(months), \(outcome.promotions) promoted, \(outcome.rollBacks) taken back, "
                + "error \(outcome.meanAbsoluteError.shortText(decimals: 3)) \(unit); \(outcome.falseAlarms) of the "
                + "retrainings were false alarms"
                + (outcome.missedChanges == 0
                    ? "." : ", and \(outcome.missedChanges) of the changes of the weather were not followed.")
        } + feedSentences
    }

    private var feedSentences: [String] {
        let found = faults.map { fault in
            if fault.isOfWorld { return "Put in: \(fault.words) from \(fault.from) on." }
            guard let finding = findings.first(where: { $0.isOf(fault) }) else {
                return "Put in: \(fault.words), \(fault.from) to \(fault.to): not found."
            }
            let hours = finding.foundAt.hourIndex - fault.from.hourIndex
            return "Put in: \(fault.words), \(fault.from) to \(fault.to): found after \(hours) h as "
                + "\(finding.cause.rawValue)."
        }
        return found + [
            (falseFindings.count == 1 ? "1 feed was" : "\(falseFindings.count) feeds were")
                + " not believed although nothing was put in; nobody trained on what is not believed."
        ]
    }

    /// All policies side by side.
    var comparison: DataTable {
        DataTable(
            caption: "policies on the same hours, error of \(sensor) in \(unit)",
            columns: [
                "policy", "retrainings", "false alarms", "missed changes", "promoted", "taken back", "error", "skill",
            ],
            rows: outcomes.map { outcome in
                let skills = outcome.skill[sensor].map { Array($0.values) } ?? []
                let skill = skills.isEmpty ? Double.nan : skills.reduce(0, +) / Double(skills.count)
                return [
                    outcome.policy.name, "\(outcome.retrainings)", "\(outcome.falseAlarms)",
                    "\(outcome.missedChanges)", "\(outcome.promotions)", "\(outcome.rollBacks)",
                    outcome.meanAbsoluteError.fixedText(decimals: 3), skill.fixedText(decimals: 3),
                ]
            })
    }

    /// What the columns of the comparison mean, and by which settings it came about.
    var readingAids: [String] {
        let days = Self.hoursToNotice / 24
        let shown = plan.settings.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
        return [
            "Retrainings come after the first training. A false alarm is one that drift, an alert or lost skill asked for "
                + "while nothing that was put in lay within \(days) days before it: where nothing was put in, each of them "
                + "is one, whatever it was worth. A missed change is a change of the weather that no training followed "
                + "within \(days) days.",
            "The error is that of \(sensor), the mean over horizons, against what was measured without faults. Skill is "
                + "1 − error ÷ persistence's error, the mean over horizons: more is better. What never loses beside the "
                + "best is all that training anew was worth here.",
            "Recommended is the policy that trains least, of those that followed as many changes as any and whose error "
                + "is within 2 % of the smallest.",
        ]
            + (shown.isEmpty
                ? [] : ["Forecaster, seed, and settings that are not the defaults: \(shown.joined(separator: ", "))."])
    }

    /// Errors month by month, a picture for each policy.
    var errorTopic: ReportTopic {
        let months = Set(outcomes.flatMap(\.monthlyErrors.keys)).sorted()
        let all = outcomes.flatMap { Array($0.monthlyErrors.values) }
        return ReportTopic(
            id: "errors", heading: "Errors", lead: "How far forecasts of \(sensor) were off, month by month.",
            explanations: [
                "Mean absolute error in \(unit) against what was measured without faults, the mean over "
                    + "horizons, on the same hours for every policy."
            ],
            figures: outcomes.enumerated().map { place, outcome in
                let values = months.map { outcome.monthlyErrors[$0] ?? .nan }
                let note = "Over all months \(outcome.meanAbsoluteError.shortText(decimals: 3)) \(unit)."
                return ReportPage.Figure(
                    heading: outcome.policy.name, note: note,
                    svg: BarPlot(
                        caption: PlotCaption(
                            id: "error-\(place)", title: "Error by month with \(outcome.policy.name)", description: note
                        ),
                        categories: months.map { String($0.dropFirst(2)) }, values: values, categoryTitle: "month",
                        valueTitle: "error, \(unit)", reaching: all
                    ).svg,
                    table: DataTable(
                        caption: "error of \(sensor) by month in \(unit)", columns: ["month", "error"],
                        rows: zip(months, values).map { [$0, $1.fixedText(decimals: 3)] }))
            })
    }

    /// Skill over time.
    var skillTopic: ReportTopic {
        timeline(
            id: "skill", heading: "Loss of skill", lead: "How far errors were above what the version had promised.",
            explanation:
                "Error ÷ persistence's error of the weakest sensor over the week before, as a multiple of what "
                + "the version promised: 1 is as promised, and more is worse. Above "
                + "\(plan.retraining.skillLoss.shortText(decimals: 2)) in \(plan.retraining.hoursLost) of "
                + "\(plan.retraining.hoursLooked) hours skill is lost (RETRAIN_SKILL_LOSS, RETRAIN_HYSTERESIS).",
            valueTitle: "error beside the promised one", threshold: plan.retraining.skillLoss, value: \.skillRatio)
    }

    /// Drift over time.
    var driftTopic: ReportTopic {
        timeline(
            id: "drift", heading: "Drift", lead: "How far inputs had moved from what the champion was trained on.",
            explanation: "The largest score (normed Wasserstein distance) of a group of features that votes, over the "
                + "window of last inputs. From \(plan.drift.criteria.wassersteinThreshold.shortText(decimals: 2)) on "
                + "(DRIFT_THRESHOLD) inputs have moved.",
            valueTitle: "drift score", threshold: plan.drift.criteria.wassersteinThreshold, value: \.driftScore)
    }

    private func timeline(
        id: String, heading: String, lead: String, explanation: String, valueTitle: String, threshold: Double,
        value: (PolicyOutcome.Day) -> Double?
    ) -> ReportTopic {
        ReportTopic(
            id: id, heading: heading, lead: lead, explanations: [explanation],
            figures: stride(from: 0, to: outcomes.count, by: Self.linesAPicture).map { first in
                let shown = outcomes[first..<min(first + Self.linesAPicture, outcomes.count)]
                let series = shown.map { outcome in
                    LinePlot.Series(name: outcome.policy.name, values: outcome.days.map { value($0) ?? .nan })
                }
                let note =
                    zip(shown, series).map { outcome, line in
                        let known = line.values.filter(\.isFinite)
                        guard let least = known.min(), let most = known.max() else {
                            return "\(outcome.policy.name): nothing known"
                        }
                        return "\(outcome.policy.name): \(least.shortText(decimals: 2)) to "
                            + "\(most.shortText(decimals: 2)) on \(known.count) days"
                    }.joined(separator: "; ") + "."
                let title = shown.map(\.policy.name).joined(separator: ", ")
                return ReportPage.Figure(
                    heading: title, note: note,
                    svg: LinePlot(
                        caption: PlotCaption(
                            id: "\(id)-\(first)", title: "\(heading) with \(title)", description: note),
                        times: shown.first?.days.map(\.moment) ?? [], series: series, valueTitle: valueTitle,
                        threshold: threshold
                    ).svg)
            })
    }

    /// Who forecast when, and all decisions.
    var decisionTopic: ReportTopic {
        ReportTopic(
            id: "decisions", heading: "Versions and decisions",
            lead: "Which version forecast when, and everything that was decided, in words.",
            explanations: ["Feeds that are not believed are in the list of every policy, since each would see them."],
            figures: outcomes.enumerated().map { place, outcome in
                let note =
                    "\(outcome.moves.count) times a version took over; \(outcome.decisions.count) decisions."
                return ReportPage.Figure(
                    heading: outcome.policy.name, note: note,
                    svg: LinePlot(
                        caption: PlotCaption(
                            id: "version-\(place)", title: "Versions with \(outcome.policy.name)", description: note),
                        times: outcome.days.map(\.moment),
                        series: [
                            LinePlot.Series(
                                name: "version that forecasts",
                                values: outcome.days.map { $0.version.map(Double.init) ?? .nan })
                        ], valueTitle: "version"
                    ).svg,
                    table: DataTable(
                        caption: "decisions with \(outcome.policy.name)", columns: ["moment", "decision", "in words"],
                        rows: outcome.decisions.map { ["\($0.moment)", $0.verdict, $0.sentence] }))
            })
    }
}
