/// Quantiles of one distribution against those of another: points on the line where both are the same.
struct QuantilePlot {
    let caption: PlotCaption
    /// Ascending.
    let reference: [Double]
    /// At the same shares.
    let current: [Double]
    /// The unit of both; empty without one.
    let unit: String

    private static let frame = PlotFrame.small

    /// The picture.
    var svg: Markup {
        let frame = Self.frame
        let across = LinearScale(covering: reference + current, steps: 4, start: frame.left, end: frame.right)
        let up = LinearScale(covering: reference + current, steps: 4, start: frame.bottom, end: frame.top)
        let suffix = unit.isEmpty ? "" : ", \(unit)"
        var document = frame.document(
            caption: caption, horizontal: across.ticks, horizontalTitle: "reference\(suffix)", vertical: up.ticks,
            verticalTitle: "current\(suffix)")
        addEquality(to: &document, across: across, up: up)
        var points = SVGPath()
        for (x, y) in zip(reference, current) where LinearScale.isDrawable(x) && LinearScale.isDrawable(y) {
            points.dot(x: across.position(of: x), y: up.position(of: y))
        }
        if points.isEmpty { frame.addAbsence(to: &document) }
        document.addPath(points, style: "dot quantile")
        return document.markup
    }

    /// The part of the line of equal quantiles that lies within the picture.
    private func addEquality(to document: inout SVGDocument, across: LinearScale, up: LinearScale) {
        let least = max(across.domain.lowerBound, up.domain.lowerBound)
        let greatest = min(across.domain.upperBound, up.domain.upperBound)
        guard least < greatest else { return }
        document.addLine(
            fromX: across.position(of: least), y: up.position(of: least), toX: across.position(of: greatest),
            y: up.position(of: greatest), style: "nominal")
    }
}
