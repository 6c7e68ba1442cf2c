/// Whether a store is asked at all: after a failure nobody waits for it until a probe has found it again.
///
/// Probes are made while it is open, at growing distances, by somebody for whom waiting costs nothing.
struct CircuitBreaker: Equatable {
    /// Milliseconds to the first probe, and between probes at the most.
    static let wait: ClosedRange<Int64> = 100...2_000

    /// Why it is open, and since when, in milliseconds of the clock that ``failed(_:at:)`` is given.
    private(set) var failure: (reason: String, since: Int64)?
    private(set) var failedProbes = 0

    /// Whether nobody asks.
    var isOpen: Bool { failure != nil }

    /// A request or a probe has failed.
    /// - Returns: whether it has just opened.
    mutating func failed(_ reason: String, at now: Int64, isProbe: Bool = false) -> Bool {
        if isProbe { failedProbes += 1 }
        guard let failure else {
            self.failure = (reason, now)
            failedProbes = 0
            return true
        }
        self.failure = (reason, failure.since)
        return false
    }

    /// A probe has found the store.
    /// - Returns: for how many milliseconds it was away; nil when it was not.
    mutating func recovered(at now: Int64) -> Int64? {
        defer {
            failure = nil
            failedProbes = 0
        }
        return failure.map { now - $0.since }
    }

    /// Milliseconds to wait for the next probe.
    var probeWait: Int64 { min(Self.wait.lowerBound << Int64(min(failedProbes, 10)), Self.wait.upperBound) }

    static func == (left: CircuitBreaker, right: CircuitBreaker) -> Bool {
        left.failure?.reason == right.failure?.reason && left.failure?.since == right.failure?.since
            && left.failedProbes == right.failedProbes
    }
}
