public import Features
import Readings

/// What a feature store holds, in Feast's words: a project with its entity, feature views and feature services.
public struct FeatureStoreDefinition: Sendable, Equatable {
    /// The project's name, which ends every key in Redis.
    public let project: String
    /// The entity and its join key: what has features.
    public let entity: String
    /// The views, at most one for a schema.
    public let views: [FeatureView]
    /// The services.
    public let services: [FeatureService]

    /// A definition.
    /// - Parameters:
    ///   - project: the project's name.
    ///   - entity: the name of the entity and of its join key, a text.
    ///   - views: with unique names; those of one push source take the same readings.
    ///   - services: with unique names, of features that there are.
    public init(project: String, entity: String, views: [FeatureView], services: [FeatureService]) {
        self.project = project
        self.entity = entity
        self.views = views
        self.services = services
    }

    /// What the program holds unless a file says otherwise.
    public static let standard: FeatureStoreDefinition = {
        let day = 24 * Timestamp.millisecondsPerHour
        let views = [
            FeatureView(
                name: "sensor_stats_view", schema: .weather, ttl: day, pushSource: "weather_readings",
                summary: "hourly weather: the readings, 3 to 24 h statistics and lags of temperature, calendar"),
            FeatureView(
                name: "machine_stats_view", schema: .machine, ttl: day, pushSource: "machine_readings",
                summary: "rotating machines: the readings, 3 to 24 h statistics and lags of vibration, calendar"),
            FeatureView(
                name: "sensor_change_view", schema: .weatherChange, ttl: day, pushSource: "weather_readings",
                summary: "hourly weather without a season: departures of every sensor from its own last day"),
            FeatureView(
                name: "machine_change_view", schema: .machineChange, ttl: day, pushSource: "machine_readings",
                summary: "rotating machines: departures of every sensor from its own last day"),
        ]
        return FeatureStoreDefinition(
            project: "driftdetector", entity: "machine_id", views: views,
            services: zip(
                ["weather_anomaly", "machine_anomaly", "weather_change", "machine_change"], views
            ).map { name, view in
                FeatureService(name: name, features: view.references)
            })
    }()

    /// The view of a name.
    /// - Parameter name: such as `sensor_stats_view`.
    /// - Returns: nil when there is none.
    public func view(named name: String) -> FeatureView? { views.first { $0.name == name } }

    /// What the view of a schema's rows is called, also where this definition leaves the schema out.
    /// - Parameter schema: a schema of the program.
    /// - Returns: the name; that of the standard definition, or the schema's own, without a view.
    public func viewName(of schema: FeatureSchema) -> String {
        func name(in views: [FeatureView]) -> String? {
            (views.first { $0.schema == schema } ?? views.first { $0.schema.name == schema.name })?.name
        }
        return name(in: views) ?? name(in: Self.standard.views) ?? schema.name
    }

    /// The view of a schema's rows.
    /// - Parameter schema: a schema.
    /// - Returns: nil when there is none.
    public func view(of schema: FeatureSchema) -> FeatureView? { views.first { $0.schema == schema } }
}

extension FeatureView {
    /// All its features in order.
    public var references: [FeatureReference] {
        schema.featureNames.map { FeatureReference(view: name, feature: $0) }
    }
}
