/// A field of numbers on tinted ground: blue where a number is good, vermilion where it is bad, paler towards neither.
///
/// A field that is neither has no tint. Every field has its number, so nobody has to tell tints apart.
package struct HeatMap: Sendable {
    /// One row of fields.
    package struct Row: Sendable {
        /// Written to the left.
        package let name: String
        /// One a column.
        package let cells: [Cell]

        package init(name: String, cells: [Cell]) {
            self.name = name
            self.cells = cells
        }
    }

    /// A field.
    package struct Cell: Sendable {
        /// What is written in it.
        package let text: String
        /// −1, worst, to 1, best; beyond is drawn like the end, and neither 0 nor what is no number has a tint.
        package let tint: Double

        package init(text: String, tint: Double) {
            self.text = text
            self.tint = tint
        }
    }

    /// Its name and description.
    package let caption: PlotCaption
    /// From top to bottom.
    package let rows: [Row]
    /// Names of the columns, from left to right.
    package let columns: [String]
    /// What the rows are.
    package let rowTitle: String
    /// What the columns are, with the unit.
    package let columnTitle: String

    private static let width = 420.0
    private static let top = 38.0
    private static let rowHeight = 22.0
    private static let longestName = 22
    private static let tints = 4

    package init(caption: PlotCaption, rows: [Row], columns: [String], rowTitle: String, columnTitle: String) {
        self.caption = caption
        self.rows = rows
        self.columns = columns
        self.rowTitle = rowTitle
        self.columnTitle = columnTitle
    }

    /// The picture.
    package var svg: Markup {
        let height = Self.top + Self.rowHeight * Double(max(rows.count, 1)) + 4
        var document = SVGDocument(caption: caption, width: Self.width, height: height)
        document.addText(rowTitle, x: 0, y: 12, anchor: .start, style: "axis-title")
        document.addText(columnTitle, x: Self.width, y: 12, anchor: .end, style: "axis-title")
        let names = rows.map { Self.shortened($0.name) }
        let left = max(44, Double(names.map(\.count).max() ?? 0) * 6.4 + 10)
        guard !rows.isEmpty, !columns.isEmpty else {
            document.addText(
                "no data", x: Self.width / 2, y: Self.top + Self.rowHeight / 2, anchor: .middle, style: "note")
            return document.markup
        }
        let columnWidth = (Self.width - left) / Double(columns.count)
        func middle(_ place: Int) -> Double { left + (Double(place) + 0.5) * columnWidth }
        func line(_ place: Int) -> Double { Self.top + (Double(place) + 0.5) * Self.rowHeight + 4 }
        addTints(to: &document, left: left, columnWidth: columnWidth)
        document.addTexts(
            columns.enumerated().map { PlacedText(text: $1, x: middle($0), y: Self.top - 8) }, anchor: .middle,
            style: "tick")
        document.addTexts(
            names.enumerated().map { PlacedText(text: $1, x: 0, y: line($0)) }, anchor: .start, style: "tick")
        document.addTexts(
            rows.enumerated().flatMap { row, content in
                zip(columns.indices, content.cells).map { place, cell in
                    PlacedText(text: cell.text, x: middle(place), y: line(row))
                }
            }, anchor: .middle, style: "cell")
        return document.markup
    }

    /// One path for all fields of the same tint.
    private func addTints(to document: inout SVGDocument, left: Double, columnWidth: Double) {
        var paths: [String: SVGPath] = [:]
        for (line, row) in rows.enumerated() {
            for (place, cell) in zip(columns.indices, row.cells) where !cell.tint.isNaN && cell.tint != 0 {
                let depth = Int((min(cell.tint.magnitude, 1) * Double(Self.tints)).rounded(.up))
                paths["\(cell.tint < 0 ? "bad" : "good")-\(max(depth, 1))", default: SVGPath()].rectangle(
                    x: left + Double(place) * columnWidth + 1, y: Self.top + Double(line) * Self.rowHeight + 1,
                    width: columnWidth - 2, height: Self.rowHeight - 2)
            }
        }
        for (style, path) in paths.sorted(by: { $0.key < $1.key }) { document.addPath(path, style: "tint \(style)") }
    }

    private static func shortened(_ name: String) -> String {
        name.count > longestName ? name.prefix(longestName - 1) + "…" : name
    }
}
