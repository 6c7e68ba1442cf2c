public import Readings

/// When a delivery that failed is tried again, and when it is given up: doubling waits with a cap, for a day.
public struct DeliverySchedule: Equatable, Sendable {
    /// What follows from an attempt.
    public enum Verdict: Equatable, Sendable {
        /// The receiver has it.
        case delivered
        /// It is tried again at this moment; why it failed.
        case retried(at: Timestamp, reason: String)
        /// It is not tried again; why it failed.
        case givenUp(reason: String)
    }

    /// Seconds before the second attempt, ≥ 1.
    public var firstWaitSeconds: Int64
    /// Seconds that a wait may have at most, ≥ ``firstWaitSeconds``.
    public var longestWaitSeconds: Int64
    /// Seconds after the event from which on it is not tried again.
    public var lifetimeSeconds: Int64

    /// A schedule: see the properties for the ranges.
    public init(
        firstWaitSeconds: Int64 = 5, longestWaitSeconds: Int64 = 3_600, lifetimeSeconds: Int64 = 86_400
    ) {
        self.firstWaitSeconds = firstWaitSeconds
        self.longestWaitSeconds = longestWaitSeconds
        self.lifetimeSeconds = lifetimeSeconds
    }

    /// What follows from an attempt.
    ///
    /// A success is done. 408, 429, the statuses from 500 on and a missing answer may be better later; any other answer,
    /// redirects included, would be the same again.
    /// - Parameters:
    ///   - outcome: what came of it.
    ///   - failures: attempts that had failed before.
    ///   - createdAt: when the event happened.
    ///   - now: the present moment.
    /// - Returns: what is to be done.
    public func verdict(
        on outcome: DeliveryOutcome, afterFailures failures: Int, createdAt: Timestamp, now: Timestamp
    ) -> Verdict {
        let reason: String
        var askedFor: Int64 = 0
        switch outcome {
        case .answered(200..<300, _): return .delivered
        case .answered(let status, let retryAfter) where [408, 429].contains(status) || status >= 500:
            reason = "the receiver answered \(status)"
            askedFor = Int64(retryAfter ?? 0)
        case .answered(let status, _) where (300..<400).contains(status):
            return .givenUp(reason: "the receiver answered \(status), and redirects are not followed")
        case .answered(let status, _): return .givenUp(reason: "the receiver answered \(status)")
        case .unreachable(let words): reason = words
        }
        let doubled = firstWaitSeconds << Int64(min(max(failures, 0), 30))
        let wait = min(longestWaitSeconds, max(doubled, askedFor))
        let next = now.milliseconds + wait * 1_000
        guard next - createdAt.milliseconds < lifetimeSeconds * 1_000 else {
            return .givenUp(reason: "\(reason), for too long")
        }
        return .retried(at: Timestamp(milliseconds: next), reason: reason)
    }
}
