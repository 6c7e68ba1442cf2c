public import Hummingbird
public import Logging

/// The HTTP service of measurements alone, for a port that only scrapers reach.
public struct MetricsAPI: Sendable {
    private let exposition: Exposition
    private let configuration: ServingConfiguration
    private let logger: Logger

    /// A service that does not listen yet.
    /// - Parameters:
    ///   - exposition: what `/metrics` shows.
    ///   - configuration: how to listen.
    ///   - logger: where errors are written.
    /// - Throws: ``ServingError`` for a setting outside of its range.
    public init(
        exposition: Exposition, configuration: ServingConfiguration, logger: Logger
    ) throws(ServingError) {
        try configuration.validate()
        self.exposition = exposition
        self.configuration = configuration
        self.logger = logger
    }

    /// The server, which listens while it is run.
    /// - Parameter onListening: gets the port once connections are accepted.
    /// - Returns: a service for a `ServiceGroup`.
    public func application(
        onListening: @escaping @Sendable (Int) async -> Void = { _ in }
    ) -> some ApplicationProtocol {
        RouteTable(MetricsRoutes(exposition: exposition).routes)
            .application(configuration: configuration, logger: logger, onListening: onListening)
    }
}
