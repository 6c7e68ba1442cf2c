public import Hummingbird

/// The HTTP service: predictions, forecasts, health and measurements.
public struct InferenceAPI: Sendable {
    private let dependencies: ServingDependencies
    private let configuration: ServingConfiguration

    /// A service that does not listen yet.
    /// - Parameters:
    ///   - dependencies: what answers.
    ///   - configuration: how to listen and what to accept.
    /// - Throws: ``ServingError`` for a setting outside of its range.
    public init(
        dependencies: ServingDependencies, configuration: ServingConfiguration = ServingConfiguration()
    ) throws(ServingError) {
        try configuration.validate()
        self.dependencies = dependencies
        self.configuration = configuration
    }

    /// The server, which listens while it is run and answers what it has begun when it is shut down gracefully.
    /// - Parameter onListening: gets the port once connections are accepted.
    /// - Returns: a service for a `ServiceGroup`.
    public func application(
        onListening: @escaping @Sendable (Int) async -> Void = { _ in }
    ) -> some ApplicationProtocol {
        RouteTable(routes, token: dependencies.token)
            .application(configuration: configuration, logger: dependencies.logger, onListening: onListening)
    }

    /// What scores readings that this program collects.
    public var collected: CollectedReadings { CollectedReadings(dependencies: dependencies) }

    private var routes: [Route] {
        PredictionRoutes(dependencies: dependencies, configuration: configuration).routes
            + ForecastRoutes(dependencies: dependencies, configuration: configuration).routes
            + ReadingRoutes(dependencies: dependencies, configuration: configuration).routes
            + FeatureRoutes(dependencies: dependencies, configuration: configuration).routes
            + DriftRoutes(face: dependencies.drift).routes
            + AlertRoutes(dependencies: dependencies, configuration: configuration).routes
            + LoopRoutes(face: dependencies.loop, configuration: configuration).routes
            + HealthRoutes(dependencies: dependencies, configuration: configuration).routes
            + MetricsRoutes(exposition: dependencies.exposition).routes
    }
}
