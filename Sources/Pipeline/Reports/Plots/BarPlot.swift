/// One bar a category from a line at zero, with points to compare it with beside it; bars below zero are hollow.
package struct BarPlot: Sendable {
    /// Its name and description.
    package let caption: PlotCaption
    /// Names of the bars, from left to right.
    package let categories: [String]
    /// One for each category; NaN has no bar.
    package let values: [Double]
    /// What the horizontal axis shows, with the unit.
    package let categoryTitle: String
    /// What the vertical axis shows, with the unit.
    package let valueTitle: String
    /// Further values that the vertical axis reaches, so that plots side by side compare.
    package let reaching: [Double]
    /// The least value with a place of its own; nil when all have one.
    package let floor: Double?
    /// As the legend calls the bars; there is a legend where there are points.
    package let barName: String
    /// At most three series of points.
    package let marks: [Marks]

    package init(
        caption: PlotCaption, categories: [String], values: [Double], categoryTitle: String, valueTitle: String,
        reaching: [Double], floor: Double? = nil, barName: String = "", marks: [Marks] = []
    ) {
        self.caption = caption
        self.categories = categories
        self.values = values
        self.categoryTitle = categoryTitle
        self.valueTitle = valueTitle
        self.reaching = reaching
        self.floor = floor
        self.barName = barName
        self.marks = marks
    }

    /// The picture.
    package var svg: Markup {
        let frame = marks.isEmpty ? PlotFrame.half : .halfWithLegend
        let reached = (values + marks.flatMap(\.values) + reaching + [0]).map { max($0, floor ?? $0) }
        let up = LinearScale(
            covering: reached, steps: marks.isEmpty ? 4 : 6, start: frame.bottom, end: frame.top + 8
        ).rounded
        let band = (frame.right - frame.left) / Double(max(categories.count, 1))
        // Names need about 18 units each.
        let stride = max(1, Int((18 / band).rounded(.up)))
        let ticks = categories.enumerated().filter { $0.offset % stride == 0 }.map { place, name in
            AxisTick(position: frame.left + (Double(place) + 0.5) * band, label: name)
        }
        var document = frame.document(
            caption: caption, horizontal: ticks, horizontalTitle: categoryTitle, vertical: up.ticks,
            verticalTitle: valueTitle)
        if addBars(to: &document, up: up, frame: frame, band: band) == 0 { frame.addAbsence(to: &document) }
        let zero = up.position(of: 0)
        document.addLine(fromX: frame.left, y: zero, toX: frame.right, y: zero, style: "axis")
        if !marks.isEmpty {
            addMarks(to: &document, up: up, frame: frame, band: band)
            addLegend(to: &document, frame: frame)
        }
        return document.markup
    }

    /// Returns how many bars there are.
    private func addBars(to document: inout SVGDocument, up: LinearScale, frame: PlotFrame, band: Double) -> Int {
        let zero = up.position(of: 0)
        let width = min(band * 0.7, marks.isEmpty ? 30 : 24)
        var numbers: [PlacedText] = []
        var count = 0
        for (place, value) in zip(categories.indices, values) where LinearScale.isDrawable(value) {
            let middle = frame.left + (Double(place) + 0.5) * band
            let tip = up.position(of: value)
            document.add(
                "rect",
                [
                    "class": value < 0 ? "bar bar-below" : "bar",
                    "x": (middle - width / 2).shortText(decimals: 1), "y": min(tip, zero).shortText(decimals: 1),
                    "width": width.shortText(decimals: 1), "height": (tip - zero).magnitude.shortText(decimals: 1),
                ])
            if band >= 26 {
                let isBelow = value < 0 && tip + 11 < frame.bottom
                numbers.append(
                    PlacedText(text: value.fixedText(decimals: 2), x: middle, y: isBelow ? tip + 11 : tip - 4))
            }
            count += 1
        }
        document.addTexts(numbers, anchor: .middle, style: "value")
        return count
    }
}
