import Feeds
import Readings

extension FeedCaller {
    /// Calls until there is an answer, no hope, or no time: waits for the end of pauses, and repeats what may succeed.
    /// - Parameters:
    ///   - request: what is asked.
    ///   - subject: what is asked, in words, for errors.
    ///   - weight: for how many calls the service takes it, ≥ 1.
    ///   - retries: when a failed call is repeated.
    ///   - deadline: no call after this moment of the world; nil for as long as it takes.
    ///   - clock: the world's.
    ///   - read: makes something of the HTTP status and body of an answer.
    /// - Returns: what `read` made.
    /// - Throws: ``IngestionError``: that of the last call.
    func callPatiently<Value: Sendable>(
        _ request: FeedRequest, about subject: String, weight: Int, retries: RetrySchedule, until deadline: Timestamp?,
        clock: WorldClock, read: @Sendable (Int, [UInt8]) throws(FeedError) -> Value
    ) async throws(IngestionError) -> Value {
        var randomness = SystemRandomNumberGenerator()
        var failures = 0
        while true {
            do {
                return try await call(request, about: subject, weight: weight, read: read)
            } catch {
                let next: Timestamp
                if error.isTransient {
                    failures += 1
                    guard let wait = retries.wait(afterFailures: failures, using: &randomness) else { throw error }
                    next = Timestamp(milliseconds: clock.now.milliseconds + wait)
                } else if let end = try pauseEnd() {
                    next = end
                } else {
                    throw error
                }
                guard deadline.map({ next < $0 }) ?? true, (try? await clock.sleep(until: next)) != nil else {
                    throw error
                }
            }
        }
    }
}
