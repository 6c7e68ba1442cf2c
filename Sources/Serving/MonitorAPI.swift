public import Hummingbird
public import Logging

/// The HTTP service of a drift watch that runs beside the prediction service.
public struct MonitorAPI: Sendable {
    private let drift: DriftFace
    private let exposition: Exposition
    private let configuration: ServingConfiguration
    private let logger: Logger

    /// A service that does not listen yet.
    /// - Parameters:
    ///   - drift: what `/drift` shows.
    ///   - exposition: what `/metrics` shows.
    ///   - configuration: how to listen.
    ///   - logger: where errors are written.
    /// - Throws: ``ServingError`` for a setting outside of its range.
    public init(
        drift: DriftFace, exposition: Exposition, configuration: ServingConfiguration, logger: Logger
    ) throws(ServingError) {
        try configuration.validate()
        self.drift = drift
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
        RouteTable(
            DriftRoutes(face: drift).routes + MetricsRoutes(exposition: exposition).routes
                + [Route(.get, "/health/live") { _, _ in HealthRoutes.answer("live") }]
        ).application(configuration: configuration, logger: logger, onListening: onListening)
    }
}
