public import Feeds

/// Where a weather service is reached, and the key that it wants.
///
/// The key is in no description of an address.
public struct FeedAddress: Sendable, CustomStringConvertible {
    /// `https://host[:port][/path]`, without a slash at the end.
    public let base: String
    private let key: FeedRequest.Parameter?

    /// An address.
    /// - Parameters:
    ///   - base: `https://host[:port][/path]`.
    ///   - key: the parameter that carries the key; nil for a service without keys.
    public init(base: String, key: FeedRequest.Parameter? = nil) {
        self.base = base.hasSuffix("/") ? String(base.dropLast()) : base
        self.key = key
    }

    /// The whole address of a request, key and all: for the wire alone.
    package func location(of request: FeedRequest) -> String {
        guard let key else { return base + request.target }
        return base + FeedRequest(path: request.path, query: request.query + [key]).target
    }

    /// The service's address.
    public var description: String { base }
}
