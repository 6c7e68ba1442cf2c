/// A lasting change of the weather itself, which all sources see.
public struct WorldChange: Sendable, Equatable {
    /// The place of the quantity in the weather schema.
    public let quantity: Int
    /// What is added in the end, in the quantity's unit.
    public let amount: Double
    /// When it begins.
    public let start: Timestamp
    /// Hours until it is there in full; 0 is a step.
    public let rampHours: Double

    /// A change.
    /// - Parameters:
    ///   - quantity: its place in the weather schema.
    ///   - amount: what is added in the end.
    ///   - start: when it begins.
    ///   - rampHours: hours until it is there in full, ≥ 0.
    public init(quantity: Int, amount: Double, start: Timestamp, rampHours: Double = 0) {
        self.quantity = quantity
        self.amount = amount
        self.start = start
        self.rampHours = rampHours
    }

    /// What is added at a moment.
    /// - Parameter moment: any moment.
    /// - Returns: 0 before the start.
    public func amount(at moment: Timestamp) -> Double {
        let hours = Double(moment.milliseconds - start.milliseconds) / Double(Timestamp.millisecondsPerHour)
        guard hours >= 0 else { return 0 }
        return rampHours > hours ? amount * hours / rampHours : amount
    }
}
