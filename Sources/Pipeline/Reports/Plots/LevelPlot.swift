/// Shares over categories, one line of points for each level, beside the line on which its points should lie.
package struct LevelPlot: Sendable {
    /// The shares of one level.
    package struct Series: Sendable {
        /// Where the points should lie, 0 … 1.
        package let level: Double
        /// One for each category, 0 … 1; NaN has no point.
        package let values: [Double]

        package init(level: Double, values: [Double]) {
            self.level = level
            self.values = values
        }
    }

    /// Its name and description.
    package let caption: PlotCaption
    /// From left to right.
    package let categories: [String]
    /// At most four levels.
    package let series: [Series]
    /// What the horizontal axis shows, with the unit.
    package let categoryTitle: String
    /// What the vertical axis shows, with the unit.
    package let valueTitle: String

    private static let frame = PlotFrame.halfWithLegend

    package init(
        caption: PlotCaption, categories: [String], series: [Series], categoryTitle: String, valueTitle: String
    ) {
        self.caption = caption
        self.categories = categories
        self.series = series
        self.categoryTitle = categoryTitle
        self.valueTitle = valueTitle
    }

    /// The picture.
    package var svg: Markup {
        let frame = Self.frame
        let percents = series.flatMap { [$0.level] + $0.values }.filter(\.isFinite).map { $0 * 100 }
        let up = LinearScale(covering: percents + [40, 100], steps: 6, start: frame.bottom, end: frame.top).rounded
        let band = (frame.right - frame.left) / Double(max(categories.count, 1))
        let stride = max(1, Int((18 / band).rounded(.up)))
        let ticks = categories.enumerated().filter { $0.offset % stride == 0 }.map { place, name in
            AxisTick(position: frame.left + (Double(place) + 0.5) * band, label: name)
        }
        var document = frame.document(
            caption: caption, horizontal: ticks, horizontalTitle: categoryTitle, vertical: up.ticks,
            verticalTitle: valueTitle)
        let drawn = series.enumerated().map { add($1, place: $0, to: &document, up: up, band: band) }
        if !drawn.contains(true) { frame.addAbsence(to: &document) }
        addLegend(to: &document)
        return document.markup
    }

    /// Returns whether there is a point.
    private func add(
        _ series: Series, place: Int, to document: inout SVGDocument, up: LinearScale, band: Double
    ) -> Bool {
        let frame = Self.frame
        let y = up.position(of: series.level * 100)
        document.addLine(fromX: frame.left, y: y, toX: frame.right, y: y, style: "nominal")
        var line = SVGPath()
        var marks = SVGPath()
        var numbers: [PlacedText] = []
        var follows = false
        for (category, value) in zip(categories.indices, series.values) {
            guard LinearScale.isDrawable(value) else {
                follows = false
                continue
            }
            let x = frame.left + (Double(category) + 0.5) * band
            let y = up.position(of: value * 100)
            if follows { line.line(toX: x, y: y) } else { line.move(toX: x, y: y) }
            follows = true
            PlotMark(series: place).add(to: &marks, x: x, y: y)
            numbers.append(PlacedText(text: (value * 100).fixedText(decimals: 0), x: x, y: y - 7))
        }
        document.addPath(line, style: "line level-\(place % 4)")
        document.addPath(marks, style: "mark solid-\(place % 4)")
        if band >= 26 { document.addTexts(numbers, anchor: .middle, style: "value") }
        return !marks.isEmpty
    }

    private func addLegend(to document: inout SVGDocument) {
        PlotLegend(
            entries: series.enumerated().map { place, series in
                (
                    name: "\((series.level * 100).shortText(decimals: 1)) %",
                    sample: .markedLine(
                        PlotMark(series: place), lineStyle: "line level-\(place % 4)",
                        markStyle: "mark solid-\(place % 4)")
                )
            } + [(name: "as it should be", sample: .line(style: "nominal"))]
        ).add(to: &document, x: Self.frame.left, y: 29)
    }
}
