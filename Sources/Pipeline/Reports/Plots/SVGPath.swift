/// The data of an SVG `path`, places rounded to a tenth.
///
/// Lines are written as distances from the last place: in a long one these are shorter than places.
struct SVGPath {
    private(set) var data = ""
    /// The last place, in tenths.
    private var last = (x: 0, y: 0)

    var isEmpty: Bool { data.isEmpty }

    mutating func move(toX x: Double, y: Double) {
        data += "M\(Self.pair(x, y))"
        last = (Self.tenths(x), Self.tenths(y))
    }

    mutating func line(toX x: Double, y: Double) {
        let place = (x: Self.tenths(x), y: Self.tenths(y))
        let (across, down) = (Self.text(place.x - last.x), Self.text(place.y - last.y))
        data += "l\(across)\(down.hasPrefix("-") ? "" : " ")\(down)"
        last = place
    }

    mutating func horizontal(toX x: Double) {
        data += "H\(x.shortText(decimals: 1))"
        last.x = Self.tenths(x)
    }

    mutating func vertical(toY y: Double) {
        data += "V\(y.shortText(decimals: 1))"
        last.y = Self.tenths(y)
    }

    /// Leads back to where the last part began.
    mutating func close() { data += "z" }

    /// No length: a stroke with round ends shows it as a dot.
    mutating func dot(x: Double, y: Double) { data += "M\(Self.pair(x, y))h0" }

    mutating func diamond(x: Double, y: Double) { data += "M\(Self.pair(x, y - 4))l4 4-4 4-4-4z" }

    mutating func circle(x: Double, y: Double) {
        data += "M\(Self.pair(x - 3.2, y))a3.2 3.2 0 1 0 6.4 0 3.2 3.2 0 1 0-6.4 0z"
    }

    mutating func square(x: Double, y: Double) { data += "M\(Self.pair(x - 3, y - 3))h6v6h-6z" }

    mutating func triangle(x: Double, y: Double) { data += "M\(Self.pair(x, y - 3.6))l3.8 6.6h-7.6z" }

    mutating func rectangle(x: Double, y: Double, width: Double, height: Double) {
        data += "M\(Self.pair(x, y))"
        data += "h\(width.shortText(decimals: 1))v\(height.shortText(decimals: 1))h\((-width).shortText(decimals: 1))z"
    }

    private static func pair(_ x: Double, _ y: Double) -> String {
        "\(x.shortText(decimals: 1)) \(y.shortText(decimals: 1))"
    }

    /// No picture is as large as the bound.
    private static func tenths(_ place: Double) -> Int { Int((min(max(place, -1e9), 1e9) * 10).rounded()) }

    private static func text(_ tenths: Int) -> String { (Double(tenths) / 10).shortText(decimals: 1) }
}
