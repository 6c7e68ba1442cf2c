import AsyncHTTPClient

/// The connections to weather services, for as long as the program runs.
enum WeatherHTTPClient {
    /// A refused connection is an answer: it is said at once, and the collector decides when to try again.
    static let client: HTTPClient = {
        var configuration = HTTPClient.Configuration()
        configuration.connectionPool.retryConnectionEstablishment = false
        return HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    }()
}
