import Readings

/// A forecast that opens like a fan from the moment it was issued at, over what was measured before and after.
package struct FanPlot: Sendable {
    /// Its name and description.
    package let caption: PlotCaption
    /// What is drawn.
    package let fan: ForecastFan
    /// What the vertical axis shows, with the unit.
    package let valueTitle: String

    private static let frame = PlotFrame.halfWithLegend

    package init(caption: PlotCaption, fan: ForecastFan, valueTitle: String) {
        self.caption = caption
        self.fan = fan
        self.valueTitle = valueTitle
    }

    /// The moments of the forecasts, the first being that of issue.
    private var moments: [Timestamp] { [fan.issuedAt] + fan.horizons.map(fan.issuedAt.advanced(hours:)) }

    /// The picture.
    package var svg: Markup {
        let frame = Self.frame
        let across = TimeScale(covering: fan.times + moments, start: frame.left, end: frame.right)
        let values = fan.measured + fan.forecast + fan.bands.flatMap { $0.lower + $0.upper } + [fan.present]
        let up = LinearScale(covering: values, steps: 5, start: frame.bottom, end: frame.top + 8).rounded
        var document = frame.document(
            caption: caption, horizontal: across.ticks(atMost: 7), horizontalTitle: across.title, vertical: up.ticks,
            verticalTitle: valueTitle)
        for (place, band) in fan.bands.enumerated().reversed() {
            document.addPath(area(of: band, across: across, up: up), style: "band band-\(place % 4)")
        }
        let x = across.position(of: fan.issuedAt)
        document.addLine(fromX: x, y: frame.top, toX: x, y: frame.bottom, style: "boundary")
        document.addText("issued", x: x - 4, y: frame.top + 8, anchor: .end, style: "legend")
        let measured = measuredLine(across: across, up: up)
        document.addPath(measured, style: "line line-0")
        let isDrawn = addForecast(to: &document, across: across, up: up)
        if !isDrawn, measured.isEmpty { frame.addAbsence(to: &document) }
        addLegend(to: &document)
        return document.markup
    }

    /// Broken where an hour is missing.
    private func measuredLine(across: TimeScale, up: LinearScale) -> SVGPath {
        var path = SVGPath()
        var last: Timestamp?
        for (time, value) in zip(fan.times, fan.measured) {
            guard LinearScale.isDrawable(value) else {
                last = nil
                continue
            }
            let (x, y) = (across.position(of: time), up.position(of: value))
            if let last, time <= last.advanced(hours: 1) { path.line(toX: x, y: y) } else { path.move(toX: x, y: y) }
            last = time
        }
        return path
    }

    /// Returns whether there is a forecast.
    private func addForecast(to document: inout SVGDocument, across: TimeScale, up: LinearScale) -> Bool {
        var line = SVGPath()
        var marks = SVGPath()
        for (place, (time, value)) in zip(moments, [fan.present] + fan.forecast).enumerated()
        where LinearScale.isDrawable(value) {
            let (x, y) = (across.position(of: time), up.position(of: value))
            if line.isEmpty { line.move(toX: x, y: y) } else { line.line(toX: x, y: y) }
            if place > 0 { PlotMark.circle.add(to: &marks, x: x, y: y) }
        }
        document.addPath(line, style: "line line-1")
        document.addPath(marks, style: "mark solid-0")
        return !marks.isEmpty
    }

    /// From the moment of issue along the lower bounds and back along the upper ones; empty where one is missing.
    private func area(of band: ForecastFan.Band, across: TimeScale, up: LinearScale) -> SVGPath {
        var path = SVGPath()
        let later = moments.dropFirst()
        guard band.lower.count == later.count, band.upper.count == later.count,
            ([fan.present] + band.lower + band.upper).allSatisfy(LinearScale.isDrawable)
        else { return path }
        path.move(toX: across.position(of: fan.issuedAt), y: up.position(of: fan.present))
        for (time, value) in zip(later, band.lower) {
            path.line(toX: across.position(of: time), y: up.position(of: value))
        }
        for (time, value) in zip(later, band.upper).reversed() {
            path.line(toX: across.position(of: time), y: up.position(of: value))
        }
        path.close()
        return path
    }

    private func addLegend(to document: inout SVGDocument) {
        PlotLegend(
            entries: [
                (name: "measured", sample: .line(style: "line line-0")),
                (
                    name: "forecast",
                    sample: .markedLine(.circle, lineStyle: "line line-1", markStyle: "mark solid-0")
                ),
            ]
                + fan.bands.enumerated().map { place, band in
                    (
                        name: "\((band.level * 100).shortText(decimals: 1)) %",
                        sample: .area(style: "band band-\(place % 4)")
                    )
                }
        ).add(to: &document, x: Self.frame.left, y: 29)
    }
}
