import Readings

extension ReportPage {
    static func figure(of trace: QuickstartReport.Trace, place: Int) -> Figure {
        let gaps = zip(trace.forecast, trace.outcome).map { ($0 - $1).magnitude }.filter(\.isFinite)
        let mean = gaps.reduce(0, +) / Double(gaps.count)
        let note =
            gaps.isEmpty
            ? "No moment has both a forecast and a measurement."
            : "Mean absolute error \(mean.fixedText(decimals: 2)) \(trace.unit) over \(counted(gaps.count, "moment"))."
        let heading = "\(trace.station): \(trace.sensor), \(trace.horizon) h ahead"
        let plot = LinePlot(
            caption: PlotCaption(
                id: "trace-\(place)", title: heading,
                description: "Measured as a solid line, forecast as a dashed line. " + note),
            times: trace.times,
            series: [
                LinePlot.Series(name: "measured", values: trace.outcome),
                LinePlot.Series(name: "forecast \(trace.horizon) h before", values: trace.forecast),
            ],
            valueTitle: "\(trace.sensor), \(trace.unit)")
        return Figure(heading: heading, note: note, svg: plot.svg)
    }

    static func figure(of series: QuickstartReport.ScoreSeries, place: Int, report: QuickstartReport) -> Figure {
        let strange = zip(series.times, series.scores).filter { $0.1 >= report.scoreThreshold }
        let later = strange.count { $0.0 >= report.trainedUntil }
        let note =
            "\(counted(strange.count, "reading")) of \(series.scores.count) at or above the threshold, "
            + "\(later) of them after training ended."
        let days = series.days(flaggingFrom: report.scoreThreshold)
        let plot = ScatterPlot(
            caption: PlotCaption(
                id: "scores-\(place)", title: "Anomaly scores of \(series.station)",
                description: note + " Each point is a day's highest score. The threshold is "
                    + "\(report.scoreThreshold.fixedText(decimals: 3)); training ended \(minute(report.trainedUntil))."),
            times: days.map(\.time), values: days.map(\.highest),
            valueTitle: "day's highest anomaly score, 0 to 1",
            threshold: report.scoreThreshold, boundary: report.trainedUntil, boundaryLabel: "training ended")
        return Figure(heading: series.station, note: note, svg: plot.svg)
    }

    static func figure(of distribution: QuickstartReport.Distribution, place: Int) -> Figure {
        let shared = zip(distribution.training, distribution.later).map { min($0, $1) }.reduce(0, +)
        let note = "\((shared * 100).fixedText(decimals: 0)) % in common"
        let plot = HistogramPlot(
            caption: PlotCaption(
                id: "feature-\(place)", title: "Distribution of \(distribution.feature)",
                description: "Training rows filled, later rows as a dashed outline; \(note)."),
            edges: distribution.edges, filled: distribution.training, outlined: distribution.later,
            valueTitle: distribution.feature)
        return Figure(heading: distribution.feature, note: note, svg: plot.svg)
    }

    private static func counted(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }
}
