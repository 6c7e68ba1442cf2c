/// The shape of a point: series differ by it as well as by colour.
enum PlotMark: CaseIterable {
    case circle
    case square
    case diamond
    case triangle

    /// The shape of a series.
    /// - Parameter place: of the series; shapes repeat after four.
    init(series place: Int) {
        self = Self.allCases[place % Self.allCases.count]
    }

    func add(to path: inout SVGPath, x: Double, y: Double) {
        switch self {
        case .circle: path.circle(x: x, y: y)
        case .square: path.square(x: x, y: y)
        case .diamond: path.diamond(x: x, y: y)
        case .triangle: path.triangle(x: x, y: y)
        }
    }
}
