public import Feeds

/// Sends a request to a weather service and gives back what it answers.
public struct FeedTransport: Sendable {
    /// What came back.
    public struct Answer: Sendable {
        /// The HTTP status.
        public let status: Int
        /// The body, at most the transport's limit.
        public let body: [UInt8]

        /// An answer.
        public init(status: Int, body: [UInt8]) {
            self.status = status
            self.body = body
        }
    }

    private let send: @Sendable (FeedAddress, FeedRequest, Duration) async throws(FeedError) -> Answer

    /// A transport.
    /// - Parameter send: sends one request, with the time that it may take; throws `.timedOut` or `.unreachable`.
    public init(_ send: @escaping @Sendable (FeedAddress, FeedRequest, Duration) async throws(FeedError) -> Answer) {
        self.send = send
    }

    func answer(
        to request: FeedRequest, at address: FeedAddress, within limit: Duration
    ) async throws(FeedError) -> Answer {
        try await send(address, request, limit)
    }
}
