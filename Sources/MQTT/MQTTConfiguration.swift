/// Where a broker is, and how to speak with it.
public struct MQTTConfiguration: Sendable, Equatable {
    /// The version of the protocol.
    public enum Version: Sendable, Equatable {
        /// MQTT 5. A broker that knows only 3.1.1 is spoken to in that.
        case v5
        /// MQTT 3.1.1.
        case v311
    }

    /// The broker's name or address.
    public var host: String
    /// Its port, 1–65535.
    public var port: Int
    /// The user's name; nil for nobody's.
    public var user: String?
    /// The user's password. It appears in no description, dump or error.
    public var password: String?
    /// How the connection is encrypted; nil for not at all.
    public var tls: TLS?
    /// The name under which the broker keeps what this client has not acknowledged; nil for a passing guest.
    ///
    /// Two programs with one name push each other out.
    public var clientID: String?
    /// Seconds of silence after which both sides make sure of each other, 5–65535.
    ///
    /// A batch that is handled for longer than one and a half of these is lost to the broker and comes again.
    public var keepAliveSeconds: Int
    /// Seconds within which the broker must answer, ≥ 1.
    public var answerSeconds: Int
    /// The version to speak.
    public var version: Version

    /// A broker on this machine or any other.
    ///
    /// - Parameters:
    ///   - host: its name or address.
    ///   - port: its port; that of the protocol when nil, 1883 or with TLS 8883.
    ///   - tls: how the connection is encrypted; nil for not at all.
    public init(host: String, port: Int? = nil, tls: TLS? = nil) {
        self.host = host
        self.port = port ?? (tls == nil ? 1883 : 8883)
        self.tls = tls
        user = nil
        password = nil
        clientID = nil
        keepAliveSeconds = 30
        answerSeconds = 10
        version = .v5
    }

    /// Checks everything that can be known to be wrong before a connection is tried.
    ///
    /// - Throws: ``MQTTError`` with `.invalidSetting` or `.unreadableFile`.
    public func validate() throws(MQTTError) {
        func require(_ isRight: Bool, _ name: String, _ expected: String) throws(MQTTError) {
            if !isRight { throw MQTTError(broker, .invalidSetting(name, expected: expected)) }
        }
        try require(!host.isEmpty, "host", "a name or an address")
        try require((1...65535).contains(port), "port", "1–65535")
        try require((5...65535).contains(keepAliveSeconds), "keep alive", "5–65535 seconds")
        try require(answerSeconds >= 1, "time to answer", "1 second or more")
        try require(clientID?.isEmpty != true, "client id", "a text that is not empty")
        try require(password == nil || user != nil, "user", "a name, since there is a password")
        try tls?.validate(broker: broker)
    }

    /// The broker without user or password, for messages: `mqtts://host:8883`.
    public var broker: String {
        let name = host.contains(":") ? "[\(host)]" : host
        return "\(tls == nil ? "mqtt" : "mqtts")://\(name):\(port)"
    }
}

extension MQTTConfiguration: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The broker and the user, without the password.
    public var description: String { user.map { "\(broker) as \($0)" } ?? broker }

    /// The same as ``description``.
    public var debugDescription: String { description }

    /// Nothing inside: `dump` shows ``description``.
    public var customMirror: Mirror { Mirror(self, children: []) }
}
