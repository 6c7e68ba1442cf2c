/// Whether a store is asked at all: after a failure nobody waits for it until a probe has found it again.
///
/// Probes are made while it is open, at growing distances, by somebody for whom waiting costs nothing. A store that
/// fails again soon after it was found goes on with the distances that it had, so that one which comes and goes is asked
/// as seldom as one that is away.
package struct CircuitBreaker: Equatable, Sendable {
    /// Why it is open.
    package struct Failure: Equatable, Sendable {
        /// What was said last.
        package let reason: String
        /// When it began, in milliseconds of the clock that ``CircuitBreaker/failed(_:at:isProbe:)`` is given.
        package let since: Int64
    }

    /// Milliseconds to the first probe, and between probes at the most.
    package static let wait: ClosedRange<Int64> = 100...2_000
    /// Milliseconds after a recovery within which a failure continues the one before.
    package static let relapse: Int64 = 10_000

    /// Nil while it is closed.
    package private(set) var failure: Failure?
    private var failedProbes = 0
    private var nextProbe: Int64 = 0
    private var recovery: Int64?

    /// A closed one.
    package init() {}

    /// Whether nobody asks.
    package var isOpen: Bool { failure != nil }

    /// A request or a probe has failed.
    /// - Parameters:
    ///   - reason: why.
    ///   - now: milliseconds of a clock that never goes back.
    ///   - isProbe: whether it was a probe, after which the next one is farther away.
    /// - Returns: whether it has just opened.
    package mutating func failed(_ reason: String, at now: Int64, isProbe: Bool = false) -> Bool {
        guard let failure else {
            self.failure = Failure(reason: reason, since: now)
            let isRelapse = recovery.map { now - $0 < Self.relapse } ?? false
            failedProbes = isRelapse ? failedProbes + 1 : 0
            nextProbe = now + distance
            return true
        }
        self.failure = Failure(reason: reason, since: failure.since)
        if isProbe {
            failedProbes += 1
            nextProbe = now + distance
        }
        return false
    }

    /// A probe has found the store.
    /// - Parameter now: milliseconds of the same clock.
    /// - Returns: for how many milliseconds it was away; nil when it was not.
    package mutating func recovered(at now: Int64) -> Int64? {
        guard let failure else { return nil }
        self.failure = nil
        recovery = now
        return now - failure.since
    }

    /// How long to wait for the next probe.
    /// - Parameter now: milliseconds of the same clock.
    /// - Returns: milliseconds; 0 when it is due or none is needed.
    package func probeWait(at now: Int64) -> Int64 { isOpen ? max(0, nextProbe - now) : 0 }

    private var distance: Int64 { min(Self.wait.lowerBound << Int64(min(failedProbes, 10)), Self.wait.upperBound) }
}
