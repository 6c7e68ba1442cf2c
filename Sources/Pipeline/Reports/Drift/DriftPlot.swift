import Readings

/// Scores of the groups over the stretches of the current window, with the threshold as a line.
struct DriftPlot {
    let caption: PlotCaption
    let history: DriftHistory
    let valueTitle: String

    private static let frame = PlotFrame(width: 880, height: 262, left: 44, right: 872, top: 48, bottom: 222)

    /// The picture.
    var svg: Markup {
        let frame = Self.frame
        let scores = history.scores
        let threshold = scores.lazy.compactMap(\.group.threshold).first
        let up = LinearScale(
            covering: scores.flatMap(\.scores) + [0] + (threshold.map { [$0] } ?? []), steps: 5, start: frame.bottom,
            end: frame.top
        ).rounded
        let (places, ticks, title) = horizontal
        var document = frame.document(
            caption: caption, horizontal: ticks, horizontalTitle: title, vertical: up.ticks,
            verticalTitle: valueTitle
                + (threshold.map { "; long dashes: threshold \($0.significantText())" } ?? ""))
        for (number, line) in scores.enumerated().reversed() {
            var path = SVGPath()
            var follows = false
            for (x, score) in zip(places, line.scores) {
                guard LinearScale.isDrawable(score) else {
                    follows = false
                    continue
                }
                let y = up.position(of: score)
                if follows { path.line(toX: x, y: y) } else { path.move(toX: x, y: y) }
                follows = true
            }
            document.addPath(path, style: "line line-\(number % 4)")
        }
        if let threshold, LinearScale.isDrawable(threshold) {
            let y = up.position(of: threshold)
            document.addLine(fromX: frame.left, y: y, toX: frame.right, y: y, style: "threshold")
        }
        PlotLegend(
            entries: scores.enumerated().map { ($1.group.name, .line(style: "line line-\($0 % 4)")) }
        ).add(to: &document, x: frame.left, y: 32)
        return document.markup
    }

    private var horizontal: (places: [Double], ticks: [AxisTick], title: String) {
        let frame = Self.frame
        if let times = history.times {
            let scale = TimeScale(covering: times, start: frame.left, end: frame.right)
            return (times.map(scale.position(of:)), scale.ticks(atMost: 12), scale.title)
        }
        let rows = history.firstRows.map(Double.init)
        let scale = LinearScale(covering: rows, steps: 8, start: frame.left, end: frame.right)
        return (rows.map(scale.position(of:)), scale.ticks, "row")
    }
}
