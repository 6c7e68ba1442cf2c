/// Hours in which what one sensor of a station says is not believed.
public struct FeedDoubt: Sendable, Hashable {
    /// The sensor's name.
    public let sensor: String
    /// The first moment concerned.
    public let from: Timestamp
    /// From when on the sensor is believed again; nil while it is not.
    public let to: Timestamp?

    /// A doubt.
    /// - Parameters:
    ///   - sensor: the sensor's name.
    ///   - from: the first moment concerned.
    ///   - to: from when on the sensor is believed again; nil while it is not.
    public init(sensor: String, from: Timestamp, to: Timestamp?) {
        self.sensor = sensor
        self.from = from
        self.to = to
    }

    /// Whether it is over.
    public var isOver: Bool { to != nil }

    /// Whether a moment is concerned.
    public func covers(_ moment: Timestamp) -> Bool {
        from <= moment && to.map { moment < $0 } ?? true
    }
}
