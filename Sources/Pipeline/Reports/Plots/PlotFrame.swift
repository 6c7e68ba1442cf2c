/// The size of a plot and the room around its data for axes and legend.
struct PlotFrame: Sendable {
    let width: Double
    let height: Double
    let left: Double
    let right: Double
    let top: Double
    let bottom: Double

    /// As wide as the page.
    static let wide = PlotFrame(width: 880, height: 248, left: 44, right: 872, top: 34, bottom: 208)
    /// One of two side by side.
    static let half = PlotFrame(width: 420, height: 190, left: 40, right: 412, top: 26, bottom: 150)
    /// One of two side by side, with a line for the legend.
    static let halfWithLegend = PlotFrame(width: 420, height: 226, left: 44, right: 412, top: 46, bottom: 186)
    /// One of three side by side.
    static let small = PlotFrame(width: 288, height: 180, left: 40, right: 280, top: 26, bottom: 140)

    /// An empty picture with both axes.
    func document(
        caption: PlotCaption, horizontal: [AxisTick], horizontalTitle: String, vertical: [AxisTick],
        verticalTitle: String
    ) -> SVGDocument {
        var document = SVGDocument(caption: caption, width: width, height: height)
        document.addText(verticalTitle, x: 0, y: 12, anchor: .start, style: "axis-title")
        document.addText(horizontalTitle, x: right, y: height - 6, anchor: .end, style: "axis-title")
        var grid = SVGPath()
        for tick in vertical {
            grid.move(toX: left, y: tick.position)
            grid.horizontal(toX: right)
        }
        document.addPath(grid, style: "gridline")
        document.addTexts(
            vertical.map { PlacedText(text: $0.label, x: left - 6, y: $0.position + 4) }, anchor: .end, style: "tick")
        var marks = SVGPath()
        for tick in horizontal {
            marks.move(toX: tick.position, y: bottom)
            marks.vertical(toY: bottom + 4)
        }
        document.addPath(marks, style: "axis")
        document.addTexts(
            horizontal.map { PlacedText(text: $0.label, x: $0.position, y: bottom + 17) }, anchor: .middle,
            style: "tick")
        document.addLine(fromX: left, y: bottom, toX: right, y: bottom, style: "axis")
        return document
    }

    /// Says in the middle of the plot that there is nothing in it.
    func addAbsence(to document: inout SVGDocument) {
        document.addText("no data", x: (left + right) / 2, y: (top + bottom) / 2, anchor: .middle, style: "note")
    }
}
