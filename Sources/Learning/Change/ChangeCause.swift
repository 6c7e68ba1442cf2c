/// The departure that gives a row its score.
public struct ChangeCause: Sendable, Equatable {
    /// The feature's place in the row.
    public let feature: Int
    /// By how much the sensor departs, in its unit; negative below what is usual.
    public let departure: Double
    /// The usual size of that departure, in the same unit: (upper − lower quartile) ÷ 1.349 of the training rows, the
    /// standard deviation where they are normal.
    public let spread: Double

    /// A cause.
    /// - Parameters:
    ///   - feature: place in the row.
    ///   - departure: in the sensor's unit.
    ///   - spread: in the same unit, > 0.
    public init(feature: Int, departure: Double, spread: Double) {
        self.feature = feature
        self.departure = departure
        self.spread = spread
    }
}
