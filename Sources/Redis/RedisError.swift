/// Why a Redis server did not answer as it should.
public struct RedisError: Error, Equatable, Sendable, CustomStringConvertible {
    /// What went wrong.
    public enum Reason: Equatable, Sendable {
        /// The address is none, in words; it is not repeated, since it may hold a password.
        case invalidURL(String)
        /// No connection could be made, in the system's words.
        case unreachable(String)
        /// The server does not let this client in, in its own words.
        case refused(String)
        /// There is no connection, and it is not time yet to try again; why the last attempt failed.
        case waiting(String)
        /// The connection ended while an answer was awaited.
        case lost(String)
        /// No answer came in so many milliseconds.
        case timedOut(milliseconds: Int64)
        /// The answer is not RESP2.
        case notRedis(String)
        /// The server refused a command, in its own words.
        case command(String, String)
        /// A command was answered by something else than it has.
        case unexpectedReply(String)
        /// The client was closed.
        case closed
    }

    /// The server without user or password, such as `redis://localhost:6379`.
    public let server: String
    /// What went wrong.
    public let reason: Reason

    /// An error of a server.
    /// - Parameters:
    ///   - server: without user or password.
    ///   - reason: what went wrong.
    public init(_ server: String, _ reason: Reason) {
        self.server = server
        self.reason = reason
    }

    /// Whether the server is away, as opposed to one that answers and refuses.
    public var isAway: Bool {
        switch reason {
        case .unreachable, .waiting, .lost, .timedOut, .notRedis, .closed: true
        case .invalidURL, .refused, .command, .unexpectedReply: false
        }
    }

    /// What failed, on what and why.
    public var description: String {
        switch reason {
        case .invalidURL(let problem): "\(server): \(problem)"
        case .unreachable(let detail): "\(server): no connection: \(detail)"
        case .refused(let detail): "\(server): not let in: \(detail)"
        case .waiting(let detail): "\(server): away, and tried again in a moment; last: \(detail)"
        case .lost(let detail): "\(server): the connection was lost: \(detail)"
        case .timedOut(let milliseconds): "\(server): no answer within \(milliseconds) ms"
        case .notRedis(let problem): "\(server): does not answer as Redis does: \(problem)"
        case .command(let name, let detail): "\(server): \(name): \(detail)"
        case .unexpectedReply(let name): "\(server): \(name) was answered by something else than it has"
        case .closed: "\(server): this client was closed"
        }
    }
}
