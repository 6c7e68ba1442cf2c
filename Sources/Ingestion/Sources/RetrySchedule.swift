/// How long to wait before a failed call is repeated: doubling, with full jitter.
///
/// Source: M. Brooker, "Exponential Backoff and Jitter", AWS Architecture Blog (2015): a random wait between zero and
/// the doubled one spreads the callers best. Here at least half is waited, so that a service gets its rest.
public struct RetrySchedule: Sendable, Equatable {
    /// Calls in all, the first one included, ≥ 1.
    public var attempts: Int
    /// The longest first wait, in milliseconds of the world.
    public var firstWait: Int64
    /// The longest wait of all, in milliseconds of the world.
    public var longestWait: Int64

    /// A schedule.
    /// - Parameters:
    ///   - attempts: calls in all, ≥ 1.
    ///   - firstWait: the longest first wait, in milliseconds of the world.
    ///   - longestWait: the longest wait of all, in milliseconds of the world.
    public init(attempts: Int = 4, firstWait: Int64 = 5_000, longestWait: Int64 = 300_000) {
        self.attempts = attempts
        self.firstWait = firstWait
        self.longestWait = longestWait
    }

    /// The wait before the next call.
    /// - Parameters:
    ///   - failures: calls that have failed so far, ≥ 1.
    ///   - randomness: spreads the callers.
    /// - Returns: milliseconds of the world, nil when it is enough.
    public func wait(
        afterFailures failures: Int, using randomness: inout some RandomNumberGenerator
    ) -> Int64? {
        guard failures < attempts else { return nil }
        let longest = min(longestWait, firstWait << Int64(min(failures - 1, 30)))
        return longest / 2 + Int64.random(in: 0...max(1, longest / 2), using: &randomness)
    }
}
