import Foundation

/// Where a Redis server is, and how long it is waited for.
public struct RedisConfiguration: Sendable, Equatable {
    /// The server's name or address.
    public var host: String
    /// Its port.
    public var port: Int
    /// The user; nil for the server's default one.
    public var user: String?
    /// The password; nil for none. It appears in no description or error.
    public var password: String?
    /// The number of the database.
    public var database: Int
    /// Whether the connection is encrypted.
    public var usesTLS: Bool
    /// A PEM file of authorities that are trusted; nil for the system's.
    public var authorityFile: String?
    /// Milliseconds within which a connection must be made, ≥ 1.
    public var connectMilliseconds: Int64 = 2_000
    /// Milliseconds within which a command must be answered, ≥ 1.
    public var commandMilliseconds: Int64 = 1_000
    /// Milliseconds before a failed connection is tried again: the first wait, and the longest.
    public var backoffMilliseconds: ClosedRange<Int64> = 50...2_000
    /// What a reply may be at the most.
    public var limits = RESPLimits()

    /// A server on this machine or any other.
    /// - Parameters:
    ///   - host: its name or address.
    ///   - port: its port.
    ///   - usesTLS: whether the connection is encrypted.
    public init(host: String, port: Int = 6379, usesTLS: Bool = false) {
        self.host = host
        self.port = port
        self.usesTLS = usesTLS
        database = 0
    }

    /// The server of a URL such as `redis://host`, `redis://:password@host:6379/2` or `rediss://user:password@host:6380`.
    /// - Parameter url: `rediss` is encrypted, on port 6380 unless it says otherwise, as Azure's is.
    /// - Throws: ``RedisError`` with `.invalidURL`, which does not repeat the URL: it may hold a password.
    public init(url: String) throws(RedisError) {
        func invalid(_ problem: String) -> RedisError { RedisError("Redis URL", .invalidURL(problem)) }
        guard let parts = URLComponents(string: url) else {
            throw invalid("it is not a URL; is a character of the password not percent-encoded?")
        }
        let usesTLS: Bool
        switch parts.scheme?.lowercased() {
        case "redis": usesTLS = false
        case "rediss": usesTLS = true
        default: throw invalid("it starts neither with redis:// nor with rediss://")
        }
        guard let host = parts.host, !host.isEmpty else { throw invalid("it names no host") }
        guard parts.query == nil, parts.fragment == nil else { throw invalid("it has a query or a fragment") }
        // The brackets of an IPv6 address belong to the URL.
        self.init(
            host: host.trimmingCharacters(in: ["[", "]"]), port: parts.port ?? (usesTLS ? 6380 : 6379),
            usesTLS: usesTLS)
        guard (1...65_535).contains(port) else { throw invalid("its port is not 1–65535") }
        user = parts.user.flatMap { $0.isEmpty ? nil : $0 }
        password = parts.password.flatMap { $0.isEmpty ? nil : $0 }
        guard password != nil || user == nil else { throw invalid("it has a user without a password") }
        let path = parts.path.drop { $0 == "/" }
        guard path.isEmpty || Int(path).map({ $0 >= 0 }) ?? false else {
            throw invalid("its path is not the number of a database")
        }
        database = Int(path) ?? 0
    }

    /// The server without user or password, for messages.
    public var server: String {
        let name = host.contains(":") ? "[\(host)]" : host
        return "\(usesTLS ? "rediss" : "redis")://\(name):\(port)\(database == 0 ? "" : "/\(database)")"
    }
}

extension RedisConfiguration: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The server, without the password.
    public var description: String { server }

    /// The same as ``description``.
    public var debugDescription: String { server }

    /// Nothing inside: `dump` shows ``description``.
    public var customMirror: Mirror { Mirror(self, children: []) }
}
