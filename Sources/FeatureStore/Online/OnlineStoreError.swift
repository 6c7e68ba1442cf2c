public import Redis

/// Why the online store did not answer or keep what it was given.
public struct OnlineStoreError: Error, Equatable, Sendable, CustomStringConvertible {
    /// What went wrong.
    public enum Reason: Equatable, Sendable {
        /// Redis did not answer.
        case redis(RedisError)
        /// Redis answered what no store of ours would.
        case unexpectedReply(String)
        /// Other writers changed the entity again and again.
        case contended(station: String)
        /// The snapshot could not be read or written, in the system's words.
        case snapshot(String)
    }

    /// The store or file concerned.
    public let subject: String
    /// What went wrong.
    public let reason: Reason

    /// An error about `subject`.
    public init(subject: String, reason: Reason) {
        self.subject = subject
        self.reason = reason
    }

    /// Whether Redis could not be asked, as opposed to a file or an answer that is wrong.
    public var isAway: Bool {
        switch reason {
        case .redis, .unexpectedReply: true
        case .contended, .snapshot: false
        }
    }

    /// What failed, on what and why, in one line.
    public var description: String {
        switch reason {
        case .redis(let error): "\(error)"
        case .unexpectedReply(let detail): "\(subject): \(detail)"
        case .contended(let station): "\(subject): \(station) is changed by others all the time; send it again"
        case .snapshot(let detail): "\(subject): \(detail)"
        }
    }
}
