/// Names of what is drawn, one after the other from left to right; widths are estimated from the count of letters.
struct PlotLegend {
    /// What stands before a name.
    enum Sample {
        /// A stroke of a class.
        case line(style: String)
        /// A point of a class.
        case mark(PlotMark, style: String)
        /// A stroke with a point on it.
        case markedLine(PlotMark, lineStyle: String, markStyle: String)
        /// A small area of a class.
        case area(style: String)
    }

    private static let widthOfLetter = 5.9
    private static let widthOfSample = 22.0

    let entries: [(name: String, sample: Sample)]

    func add(to document: inout SVGDocument, x start: Double, y: Double) {
        var x = start
        for entry in entries {
            let middle = y - 4
            switch entry.sample {
            case .line(let style):
                document.addLine(fromX: x, y: middle, toX: x + Self.widthOfSample, y: middle, style: style)
            case .mark(let mark, let style):
                Self.add(mark, style: style, to: &document, x: x + Self.widthOfSample / 2, y: middle)
            case .markedLine(let mark, let lineStyle, let markStyle):
                document.addLine(fromX: x, y: middle, toX: x + Self.widthOfSample, y: middle, style: lineStyle)
                Self.add(mark, style: markStyle, to: &document, x: x + Self.widthOfSample / 2, y: middle)
            case .area(let style):
                document.add(
                    "rect",
                    [
                        "class": style, "x": (x + 4).shortText(decimals: 1), "y": (middle - 5).shortText(decimals: 1),
                        "width": "14", "height": "10",
                    ])
            }
            x += Self.widthOfSample + 5
            document.addText(entry.name, x: x, y: y, anchor: .start, style: "legend")
            x += Double(entry.name.count) * Self.widthOfLetter + 14
        }
    }

    private static func add(
        _ mark: PlotMark, style: String, to document: inout SVGDocument, x: Double, y: Double
    ) {
        var path = SVGPath()
        mark.add(to: &path, x: x, y: y)
        document.addPath(path, style: style)
    }
}
