/// The data of an SVG `path`, places rounded to a tenth.
struct SVGPath {
    private(set) var data = ""

    var isEmpty: Bool { data.isEmpty }

    mutating func move(toX x: Double, y: Double) { data += "M\(Self.pair(x, y))" }

    mutating func line(toX x: Double, y: Double) { data += "L\(Self.pair(x, y))" }

    mutating func horizontal(toX x: Double) { data += "H\(x.shortText(decimals: 1))" }

    mutating func vertical(toY y: Double) { data += "V\(y.shortText(decimals: 1))" }

    /// No length: a stroke with round ends shows it as a dot.
    mutating func dot(x: Double, y: Double) { data += "M\(Self.pair(x, y))h0" }

    mutating func diamond(x: Double, y: Double) { data += "M\(Self.pair(x, y - 3.5))l3.5 3.5-3.5 3.5-3.5-3.5z" }

    private static func pair(_ x: Double, _ y: Double) -> String {
        "\(x.shortText(decimals: 1)) \(y.shortText(decimals: 1))"
    }
}
