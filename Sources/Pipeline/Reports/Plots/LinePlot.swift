package import Readings

/// Values over time, a line a series; lines differ in dash as well as in colour.
package struct LinePlot: Sendable {
    /// Its name and description.
    package let caption: PlotCaption
    /// Of the values of every series.
    package let times: [Timestamp]
    /// At most four, the first drawn lowest.
    package let series: [Series]
    /// What the vertical axis shows, with the unit.
    package let valueTitle: String
    /// A value that means something, drawn across; nil for none.
    package let threshold: Double?

    private static let frame = PlotFrame.wide

    package init(
        caption: PlotCaption, times: [Timestamp], series: [Series], valueTitle: String, threshold: Double? = nil
    ) {
        self.caption = caption
        self.times = times
        self.series = series
        self.valueTitle = valueTitle
        self.threshold = threshold
    }

    /// The picture.
    package var svg: Markup {
        let frame = Self.frame
        let across = TimeScale(covering: times, start: frame.left, end: frame.right)
        let values = series.flatMap(\.values) + (threshold.map { [$0] } ?? [])
        let up = LinearScale(covering: values, steps: 5, start: frame.bottom, end: frame.top).rounded
        var document = frame.document(
            caption: caption, horizontal: across.ticks(atMost: 15), horizontalTitle: across.title,
            vertical: up.ticks,
            verticalTitle: valueTitle + (threshold.map { "; dashed: \($0.shortText(decimals: 3))" } ?? ""))
        if let threshold, LinearScale.isDrawable(threshold) {
            let y = up.position(of: threshold)
            document.addLine(fromX: frame.left, y: y, toX: frame.right, y: y, style: "threshold")
        }
        var isEmpty = true
        for (place, line) in series.enumerated() {
            let path = path(of: line, across: across, up: up)
            isEmpty = isEmpty && path.isEmpty
            document.addPath(path, style: "line line-\(place % 4)")
        }
        if isEmpty { frame.addAbsence(to: &document) }
        addLegend(to: &document)
        return document.markup
    }

    private func path(of line: Series, across: TimeScale, up: LinearScale) -> SVGPath {
        var path = SVGPath()
        let count = min(times.count, line.values.count)
        var follows = false
        for place in 0..<count {
            let value = line.values[place]
            guard LinearScale.isDrawable(value) else {
                follows = false
                continue
            }
            let (x, y) = (across.position(of: times[place]), up.position(of: value))
            let isFollowed = place + 1 < count && LinearScale.isDrawable(line.values[place + 1])
            if follows {
                path.line(toX: x, y: y)
            } else if isFollowed {
                path.move(toX: x, y: y)
            } else {
                path.dot(x: x, y: y)
            }
            follows = true
        }
        return path
    }

    /// From right to left above the data, widths estimated from the count of letters.
    private func addLegend(to document: inout SVGDocument) {
        var x = Self.frame.right
        for (place, line) in series.enumerated().reversed() {
            x -= Double(line.name.count) * 6.2
            document.addText(line.name, x: x, y: 12, anchor: .start, style: "legend")
            document.addLine(fromX: x - 34, y: 8, toX: x - 8, y: 8, style: "line line-\(place % 4)")
            x -= 52
        }
    }
}
