/// Why a weather service's answer gave no reading.
public struct FeedError: Error, Equatable, Sendable, CustomStringConvertible {
    /// What went wrong.
    public enum Reason: Equatable, Sendable {
        /// The key is missing, wrong, not active yet or without this plan; the service's words.
        case keyRefused(String)
        /// The service knows no such place; its words.
        case unknownPlace(String)
        /// Too many calls; the service's words.
        case rateLimited(String)
        /// The request itself is wrong, which is a fault of this program or of its configuration; the service's words.
        case badRequest(String)
        /// The service failed, by its HTTP status.
        case serviceFailed(status: Int)
        /// The answer is cut short, is no JSON, or lacks what a reading needs; where and what.
        case unreadable(String)
        /// No call is left of the day's; how many a day may have.
        case budgetSpent(limit: Int)
        /// The service asked for a pause that is not over when the reading is due.
        case paused
        /// The service has no observation.
        case nothingReported
        /// No answer in time.
        case timedOut
        /// No connection, or it broke; the system's words.
        case unreachable(String)
    }

    /// The service and what was asked, such as `openweathermap: London`.
    public let subject: String
    /// What went wrong.
    public let reason: Reason

    /// An error about `subject`.
    public init(subject: String, reason: Reason) {
        self.subject = subject
        self.reason = reason
    }

    /// Whether the same request may succeed when it is sent again soon.
    public var isTransient: Bool {
        switch reason {
        case .serviceFailed, .unreadable, .timedOut, .unreachable: true
        case .keyRefused, .unknownPlace, .rateLimited, .badRequest, .budgetSpent, .paused, .nothingReported: false
        }
    }

    /// A word for metrics and for the record of hours without a reading, such as `rate_limited`.
    public var code: String {
        switch reason {
        case .keyRefused: "key_refused"
        case .unknownPlace: "unknown_place"
        case .rateLimited: "rate_limited"
        case .badRequest: "bad_request"
        case .serviceFailed: "service_failed"
        case .unreadable: "unreadable_answer"
        case .budgetSpent: "budget_spent"
        case .paused: "paused"
        case .nothingReported: "nothing_reported"
        case .timedOut: "timed_out"
        case .unreachable: "unreachable"
        }
    }

    /// What failed, on what and why, and what to do.
    public var description: String {
        switch reason {
        case .keyRefused(let words):
            "\(subject): the key was refused (\(words)); get one at https://home.openweathermap.org/api_keys, "
                + "new keys work after up to two hours, and set OPENWEATHER_API_KEY"
        case .unknownPlace(let words): "\(subject): the service knows no such place (\(words))"
        case .rateLimited(let words): "\(subject): too many calls (\(words)); no call for ten minutes"
        case .badRequest(let words): "\(subject): the request was refused (\(words))"
        case .serviceFailed(let status): "\(subject): the service failed with HTTP status \(status)"
        case .unreadable(let detail): "\(subject): the answer cannot be read: \(detail)"
        case .budgetSpent(let limit):
            "\(subject): the day's \(limit) calls are spent; it goes on after midnight UTC"
        case .paused: "\(subject): no call while the pause lasts that the service asked for"
        case .nothingReported: "\(subject): nothing was reported"
        case .timedOut: "\(subject): no answer in time"
        case .unreachable(let words): "\(subject): cannot be reached: \(words)"
        }
    }
}
