import Drift
import Readings

extension DriftPage {
    /// Scores over the stretches of the current window.
    static func figure(of history: DriftHistory, report: DriftReport) -> ReportPage.Figure {
        let count = history.firstRows.count
        let note =
            "The current window in \(count) stretches of equal length, each held against the whole reference, "
            + "for the feature that speaks for each of the "
            + (report.groups.count > history.scores.count
                ? "\(history.scores.count) that have moved farthest." : "\(report.groupNoun).")
            + " A stretch is shorter than the window, so it strays farther by chance and by the weather of its days."
        let test = history.scores.first?.group.test.rawValue ?? ""
        let plot = DriftPlot(
            caption: PlotCaption(id: "over-time", title: "Drift over the current window", description: note),
            history: history, valueTitle: "\(test) of each stretch")
        return ReportPage.Figure(
            heading: "Within the current window", note: note, svg: plot.svg,
            table: DataTable(
                caption: "scores of the stretches",
                columns: ["from"] + history.scores.map(\.group.name),
                rows: history.firstRows.indices.map { place in
                    [history.starts.map { ReportPage.minute($0[place]) } ?? "row \(history.firstRows[place])"]
                        + history.scores.map { $0.scores[place].significantText() }
                }))
    }

    /// Severities of earlier windows; nil when there are fewer than two.
    static func figure(ofSeverities points: [(Timestamp, Double)], report: DriftReport) -> ReportPage.Figure? {
        guard points.count >= 2 else { return nil }
        let threshold = report.leader?.threshold
        var series = [LinePlot.Series(name: "severity", values: points.map(\.1))]
        if let threshold {
            series.append(LinePlot.Series(name: "threshold", values: points.map { _ in threshold }))
        }
        let note = "The largest score of those who vote, at each evaluation that was kept."
        let plot = LinePlot(
            caption: PlotCaption(id: "severities", title: "Severity of earlier windows", description: note),
            times: points.map(\.0), series: series, valueTitle: "severity")
        return ReportPage.Figure(heading: "Earlier windows", note: note, svg: plot.svg)
    }
}
