package import Readings

/// Points over time with a threshold; those at or above it are diamonds, all drawn, the others dots, thinned.
package struct ScatterPlot: Sendable {
    /// Its name and description.
    package let caption: PlotCaption
    /// Of the values.
    package let times: [Timestamp]
    /// One for each time; NaN has no point.
    package let values: [Double]
    /// What the vertical axis shows, with the unit.
    package let valueTitle: String
    /// Where the horizontal line lies.
    package let threshold: Double
    /// Where the vertical line stands; what is right of it has another ground.
    package let boundary: Timestamp
    /// What the vertical line says.
    package let boundaryLabel: String

    private static let frame = PlotFrame.wide

    package init(
        caption: PlotCaption, times: [Timestamp], values: [Double], valueTitle: String, threshold: Double,
        boundary: Timestamp, boundaryLabel: String
    ) {
        self.caption = caption
        self.times = times
        self.values = values
        self.valueTitle = valueTitle
        self.threshold = threshold
        self.boundary = boundary
        self.boundaryLabel = boundaryLabel
    }

    /// The picture.
    package var svg: Markup {
        let frame = Self.frame
        let across = TimeScale(covering: times, start: frame.left, end: frame.right)
        let up = LinearScale(covering: values + [threshold], steps: 5, start: frame.bottom, end: frame.top).rounded
        var document = frame.document(
            caption: caption, horizontal: across.ticks(atMost: 13), horizontalTitle: across.title,
            vertical: up.ticks,
            verticalTitle: "\(valueTitle); dashed: threshold \(threshold.fixedText(decimals: 3))")
        addBoundary(to: &document, across: across)
        addPoints(to: &document, across: across, up: up)
        addThreshold(to: &document, up: up)
        return document.markup
    }

    private func addBoundary(to document: inout SVGDocument, across: TimeScale) {
        guard across.contains(boundary) else { return }
        let frame = Self.frame
        let x = across.position(of: boundary)
        document.add(
            "rect",
            [
                "class": "later-ground", "x": x.shortText(decimals: 1), "y": frame.top.shortText(decimals: 1),
                "width": (frame.right - x).shortText(decimals: 1),
                "height": (frame.bottom - frame.top).shortText(decimals: 1),
            ])
        document.addLine(fromX: x, y: frame.top - 14, toX: x, y: frame.bottom, style: "boundary")
        let isFarRight = x > (frame.left + frame.right) / 2
        document.addText(
            boundaryLabel, x: x + (isFarRight ? -5 : 5), y: frame.top - 6, anchor: isFarRight ? .end : .start,
            style: "legend")
    }

    private func addPoints(to document: inout SVGDocument, across: TimeScale, up: LinearScale) {
        var dots = SVGPath()
        var diamonds = SVGPath()
        var thinning = PointThinning(side: 3)
        for (time, value) in zip(times, values) where LinearScale.isDrawable(value) {
            // Tenths would not be seen, and there are many points.
            let (x, y) = (across.position(of: time).rounded(), up.position(of: value).rounded())
            if value >= threshold {
                diamonds.diamond(x: x, y: y)
            } else if thinning.admits(x: x, y: y) {
                dots.dot(x: x, y: y)
            }
        }
        document.addPath(dots, style: "dot")
        document.addPath(diamonds, style: "diamond")
        if dots.isEmpty, diamonds.isEmpty { Self.frame.addAbsence(to: &document) }
    }

    private func addThreshold(to document: inout SVGDocument, up: LinearScale) {
        guard LinearScale.isDrawable(threshold) else { return }
        let frame = Self.frame
        let y = up.position(of: threshold)
        document.addLine(fromX: frame.left, y: y, toX: frame.right, y: y, style: "threshold")
    }
}
