/// How the shared online store is doing.
public struct OnlineStoreStatus: Sendable, Equatable {
    /// The server, without user or password.
    public let server: String
    /// Why it is away; nil while it answers.
    public let problem: String?
    /// Readings that wait to be written to it.
    public let pendingReadings: Int

    /// A status.
    /// - Parameters:
    ///   - server: without user or password.
    ///   - problem: why it is away; nil while it answers.
    ///   - pendingReadings: readings that wait to be written to it.
    public init(server: String, problem: String?, pendingReadings: Int) {
        self.server = server
        self.problem = problem
        self.pendingReadings = pendingReadings
    }
}
