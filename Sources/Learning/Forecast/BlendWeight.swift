/// How much of the linear model's change and of the trees' goes into a forecast; what is missing to one is persistence.
public struct BlendWeight: Sendable, Hashable {
    /// Share of the linear model, 0 … 1.
    public let linear: Float
    /// Share of the boosted trees, 0 … 1.
    public let boosted: Float

    /// The linear model alone.
    public static let linearAlone = BlendWeight(linear: 1, boosted: 0)

    /// A weight.
    /// - Parameters:
    ///   - linear: 0 … 1.
    ///   - boosted: 0 … 1; together at most 1.
    public init(linear: Float, boosted: Float) {
        self.linear = linear
        self.boosted = boosted
    }

    var isPossible: Bool { linear >= 0 && boosted >= 0 && linear + boosted <= 1.000_001 }
}
