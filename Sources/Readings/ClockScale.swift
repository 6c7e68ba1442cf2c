/// How a faster world's time follows from the real one: a line through one pair of moments.
public struct ClockScale: Hashable, Sendable {
    /// A real moment.
    public let realOrigin: Timestamp
    /// The world's moment at `realOrigin`.
    public let worldOrigin: Timestamp
    /// Seconds of the world in a real second, > 0; 1 is real time, 72,000 twenty hours a second.
    public let scale: Double

    /// A line.
    /// - Parameters:
    ///   - realOrigin: a real moment.
    ///   - worldOrigin: the world's moment at `realOrigin`.
    ///   - scale: seconds of the world in a real second, finite and > 0.
    public init(realOrigin: Timestamp, worldOrigin: Timestamp, scale: Double) {
        precondition(scale > 0 && scale.isFinite, "a clock runs forward")
        self.realOrigin = realOrigin
        self.worldOrigin = worldOrigin
        self.scale = scale
    }

    /// The world's moment at a real one.
    /// - Parameter real: the real moment.
    /// - Returns: the world's moment, in whole milliseconds.
    public func world(at real: Timestamp) -> Timestamp {
        let passed = Double(real.milliseconds - realOrigin.milliseconds) * scale
        return Timestamp(milliseconds: worldOrigin.milliseconds + Int64(passed.rounded(.down)))
    }

    /// Real milliseconds that a stretch of the world takes.
    /// - Parameter worldMilliseconds: milliseconds of the world.
    /// - Returns: real milliseconds, not rounded.
    public func realMilliseconds(for worldMilliseconds: Int64) -> Double {
        Double(worldMilliseconds) / scale
    }
}
