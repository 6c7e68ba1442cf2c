/// How the HTTP face listens and what it accepts.
public struct ServingConfiguration: Sendable, Equatable {
    /// The address to listen on; 127.0.0.1 is reached from this machine only, 0.0.0.0 from everywhere.
    public var host: String
    /// The port to listen on, 0 … 65,535; 0 takes a free one.
    public var port: Int
    /// Bytes a request's body may have, ≥ 1.
    public var bodyLimit: Int
    /// Readings that one `POST /predict` may send, ≥ 1.
    public var batchLimit: Int
    /// How long a connection may be silent before it is closed, > 0.
    public var idleTimeout: Duration
    /// Hours after which a station's last reading counts as old, ≥ 1.
    public var staleAfterHours: Int

    /// Settings; see the properties for the ranges, ``validate()`` for the check.
    public init(
        host: String = "127.0.0.1", port: Int = 8080, bodyLimit: Int = 1_048_576, batchLimit: Int = 10_000,
        idleTimeout: Duration = .seconds(75), staleAfterHours: Int = 3
    ) {
        self.host = host
        self.port = port
        self.bodyLimit = bodyLimit
        self.batchLimit = batchLimit
        self.idleTimeout = idleTimeout
        self.staleAfterHours = staleAfterHours
    }

    /// Checks every setting against its range.
    /// - Throws: ``ServingError`` for the first one outside.
    public func validate() throws(ServingError) {
        try require(!host.isEmpty, "host", "\"\"", "a name or address")
        try require((0...65_535).contains(port), "port", "\(port)", "0 … 65535")
        try require(bodyLimit >= 1, "body limit", "\(bodyLimit)", "at least 1 byte")
        try require(batchLimit >= 1, "batch limit", "\(batchLimit)", "at least 1 reading")
        try require(idleTimeout > .zero, "idle timeout", "\(idleTimeout)", "more than 0 seconds")
        try require(staleAfterHours >= 1, "stale after", "\(staleAfterHours)", "at least 1 hour")
    }

    private func require(
        _ holds: Bool, _ setting: String, _ value: String, _ allowed: String
    ) throws(ServingError) {
        guard !holds else { return }
        throw ServingError(subject: setting, reason: .settingOutOfRange(value: value, allowed: allowed))
    }
}
