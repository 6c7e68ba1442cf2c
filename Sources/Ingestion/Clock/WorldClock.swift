import Foundation
public import Readings

/// The clock by which everything is collected, counted and paused: the real one, or a faster world's.
public struct WorldClock: Sendable {
    private let scale: ClockScale?
    private let realNow: @Sendable () -> Timestamp

    /// A clock.
    /// - Parameters:
    ///   - scale: how the world's time follows from the real one; nil for real time.
    ///   - realNow: the present moment of the real clock.
    public init(scale: ClockScale? = nil, realNow: @escaping @Sendable () -> Timestamp) {
        self.scale = scale
        self.realNow = realNow
    }

    /// The present moment of the world.
    public var now: Timestamp { scale?.world(at: realNow()) ?? realNow() }

    /// Whether the world runs by another clock than the real one.
    public var isVirtual: Bool { scale != nil }

    /// Waits until a moment of the world has come.
    ///
    /// The clock is looked at again at least every few seconds: it may be set, and the machine may sleep.
    /// - Parameter moment: the moment; one that has passed does not wait.
    /// - Throws: `CancellationError`.
    public func sleep(until moment: Timestamp) async throws {
        while true {
            let left = moment.milliseconds - now.milliseconds
            guard left > 0 else { return }
            let real = realDuration(ofMilliseconds: left)
            try await Task.sleep(for: min(real, .seconds(5)))
        }
    }

    /// How long a stretch of the world's time takes in real time.
    /// - Parameter milliseconds: milliseconds of the world.
    /// - Returns: at least a tenth of a millisecond, so that a wait is one.
    public func realDuration(ofMilliseconds milliseconds: Int64) -> Duration {
        let real = scale?.realMilliseconds(for: milliseconds) ?? Double(milliseconds)
        return max(.microseconds(100), .milliseconds(min(real, 1e12)))
    }
}
