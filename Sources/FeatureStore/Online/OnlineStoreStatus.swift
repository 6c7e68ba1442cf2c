/// How the shared online store is doing.
public struct OnlineStoreStatus: Sendable, Equatable {
    /// The server, without user or password.
    public let server: String
    /// Why it is away, or refuses to be written to; nil while neither is so.
    public let problem: String?
    /// Whether it answers, and takes nothing.
    public let refusesWrites: Bool
    /// Readings that wait to be written to it.
    public let pendingReadings: Int

    /// A status.
    /// - Parameters:
    ///   - server: without user or password.
    ///   - problem: why it is away, or refuses to be written to; nil while neither is so.
    ///   - refusesWrites: whether it answers, and takes nothing.
    ///   - pendingReadings: readings that wait to be written to it.
    public init(server: String, problem: String?, refusesWrites: Bool = false, pendingReadings: Int) {
        self.server = server
        self.problem = problem
        self.refusesWrites = refusesWrites
        self.pendingReadings = pendingReadings
    }

    /// Whether what it knows cannot be asked for.
    public var isAway: Bool { problem != nil && !refusesWrites }
}
