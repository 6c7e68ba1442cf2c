/// Lets the first point through in each little square of the picture: more would only be drawn over it.
struct PointThinning {
    private let side: Double
    private var taken: Set<SIMD2<Int32>> = []

    /// - Parameter side: of a square, in units of the picture.
    init(side: Double) {
        self.side = side
    }

    /// Whether a point is the first in its square; places are those of a picture, not of the data.
    mutating func admits(x: Double, y: Double) -> Bool {
        taken.insert(SIMD2(Int32((x / side).rounded(.down)), Int32((y / side).rounded(.down)))).inserted
    }
}
