public import Redis

/// Why the online store did not answer or keep what it was given.
public struct OnlineStoreError: Error, Equatable, Sendable, CustomStringConvertible {
    /// What went wrong.
    public enum Reason: Equatable, Sendable {
        /// Redis did not answer.
        case redis(RedisError)
        /// Redis is not asked until a probe has found it again; why it was not found last, with its address.
        case away(String)
        /// Redis answers, and takes nothing, in its own words: it is full, or a copy of another server.
        case refusesWrites(String)
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

    /// Whether Redis could not be asked or took nothing, as opposed to a file or a station that is wrong.
    public var isAway: Bool {
        switch reason {
        case .redis, .away, .refusesWrites, .unexpectedReply: true
        case .contended, .snapshot: false
        }
    }

    /// What failed, on what and why, in one line.
    public var description: String {
        switch reason {
        case .redis(let error): "\(error)"
        case .away(let detail): detail
        case .refusesWrites(let detail): "\(subject): refuses to be written to: \(detail)"
        case .unexpectedReply(let detail): "\(subject): \(detail)"
        case .contended(let station): "\(subject): \(station) is changed by others all the time; send it again"
        case .snapshot(let detail): "\(subject): \(detail)"
        }
    }
}
