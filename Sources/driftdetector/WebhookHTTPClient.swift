import AsyncHTTPClient

/// The connections to the webhook, for as long as the program runs.
enum WebhookHTTPClient {
    /// A redirect would turn a POST into a GET, and could lead a secret elsewhere; a refused connection is an answer.
    static let client: HTTPClient = {
        var configuration = HTTPClient.Configuration()
        configuration.redirectConfiguration = .disallow
        configuration.connectionPool.retryConnectionEstablishment = false
        return HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    }()
}
