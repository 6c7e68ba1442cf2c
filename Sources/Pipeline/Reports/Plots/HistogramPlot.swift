/// Two distributions over the same bins: one filled, the other a dashed outline over it.
package struct HistogramPlot: Sendable {
    /// Its name and description.
    package let caption: PlotCaption
    /// Ends of the bins, ascending, one more than bins.
    package let edges: [Double]
    /// Shares 0 … 1 of the filled one, one a bin.
    package let filled: [Double]
    /// Shares 0 … 1 of the outlined one, one a bin.
    package let outlined: [Double]
    /// What the horizontal axis shows, with the unit.
    package let valueTitle: String

    private static let frame = PlotFrame.small

    package init(caption: PlotCaption, edges: [Double], filled: [Double], outlined: [Double], valueTitle: String) {
        self.caption = caption
        self.edges = edges
        self.filled = filled
        self.outlined = outlined
        self.valueTitle = valueTitle
    }

    /// The picture.
    package var svg: Markup {
        let frame = Self.frame
        let across = LinearScale(covering: edges, steps: 5, start: frame.left, end: frame.right)
        let percents = [filled, outlined].map { shares in shares.map { $0 * 100 } }
        let up = LinearScale(covering: percents.flatMap(\.self) + [0], steps: 3, start: frame.bottom, end: frame.top)
            .rounded
        var document = frame.document(
            caption: caption, horizontal: across.ticks, horizontalTitle: valueTitle,
            vertical: up.ticks, verticalTitle: "share of rows, %")
        let paths = percents.map { path(of: $0, across: across, up: up) }
        if paths.allSatisfy(\.isEmpty) { frame.addAbsence(to: &document) }
        for (path, style) in zip(paths, ["filled", "outlined"]) { document.addPath(path, style: style) }
        return document.markup
    }

    /// A staircase from the base line and back to it.
    private func path(of percents: [Double], across: LinearScale, up: LinearScale) -> SVGPath {
        let bins = zip(zip(edges, edges.dropFirst()), percents).filter { bin in
            [bin.0.0, bin.0.1, bin.1].allSatisfy(LinearScale.isDrawable)
        }
        var path = SVGPath()
        guard let first = bins.first else { return path }
        let base = up.position(of: 0)
        path.move(toX: across.position(of: first.0.0), y: base)
        var end = first.0.0
        for ((lower, upper), percent) in bins {
            if lower != end {
                path.vertical(toY: base)
                path.horizontal(toX: across.position(of: lower))
            }
            path.vertical(toY: up.position(of: percent))
            path.horizontal(toX: across.position(of: upper))
            end = upper
        }
        path.vertical(toY: base)
        return path
    }
}
