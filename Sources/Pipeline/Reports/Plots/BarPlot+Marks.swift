extension BarPlot {
    /// Values to compare the bars with, drawn as points beside them.
    package struct Marks: Sendable {
        /// As the legend calls them.
        package let name: String
        /// One for each category; NaN has no point.
        package let values: [Double]

        package init(name: String, values: [Double]) {
            self.name = name
            self.values = values
        }
    }

    /// Draws the points left and right of the bars. One below the axis stands at its end with its number.
    func addMarks(to document: inout SVGDocument, up: LinearScale, frame: PlotFrame, band: Double) {
        for (place, series) in marks.enumerated() {
            let side = (Double(place) - Double(marks.count - 1) / 2) * min(band * 0.66, 40)
            var path = SVGPath()
            var numbers: [PlacedText] = []
            for (category, value) in zip(categories.indices, series.values) where LinearScale.isDrawable(value) {
                let x = frame.left + (Double(category) + 0.5) * band + side
                let y = up.position(of: value)
                PlotMark(series: place + 1).add(to: &path, x: x, y: y)
                if value < up.domain.lowerBound, band >= 60 {
                    numbers.append(PlacedText(text: value.fixedText(decimals: 1), x: x, y: y - 7))
                }
            }
            document.addPath(path, style: "mark hollow-\(place % 3)")
            document.addTexts(numbers, anchor: .middle, style: "value")
        }
    }

    /// Names the bars and the points.
    func addLegend(to document: inout SVGDocument, frame: PlotFrame) {
        PlotLegend(
            entries: [(name: barName, sample: .area(style: "bar"))]
                + marks.enumerated().map { place, series in
                    (name: series.name, sample: .mark(PlotMark(series: place + 1), style: "mark hollow-\(place % 3)"))
                }
        ).add(to: &document, x: frame.left, y: 29)
    }
}
