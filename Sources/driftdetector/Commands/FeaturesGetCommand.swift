import ArgumentParser
import FeatureStore
import Features
import Logging
import Metrics
import Readings

/// What was known of one station at a moment.
struct FeaturesGetCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "get", abstract: "Show the feature row of a station, the newest or as it was known at a moment.",
        discussion: """
            With --at the offline store is asked: the newest row at or before the moment, among those that were known \
            by then. Without it the online store is asked, as a request would be: Redis where REDIS_URL names one, \
            else what a service would know after its start.

            Examples:
              driftdetector features get --entity EWR
              driftdetector features get --entity EWR --at 2013-07-01T12:00:00Z
              driftdetector features get --entity hall-1 --schema machine --at 2026-01-05T08:00Z --json
            """)

    @OptionGroup var global: GlobalOptions

    @OptionGroup var features: FeatureSchemaOption

    @OptionGroup var pointInTime: PointInTimeOptions

    @Option(help: "The station or machine.")
    var entity: String

    @Option(help: "The moment (UTC), such as 2013-07-01T12:00:00Z; without it the online store is asked.")
    var at: String?

    func validate() throws {
        guard try moment == nil, pointInTime.ignoreKnownAt || pointInTime.ttlHours != nil else { return }
        throw ValidationError("--ttl-hours and --ignore-known-at go with --at")
    }

    private var moment: Timestamp? {
        get throws {
            guard let at else { return nil }
            guard let moment = Timestamp(iso8601: at) else {
                throw ValidationError("--at: \"\(at)\" is not a moment such as 2013-07-01T12:00:00Z")
            }
            return moment
        }
    }

    func run() async throws {
        let settings = try await global.settings()
        let schema = try features.features
        if let moment = try moment {
            try showOffline(schema, at: moment, settings: settings)
        } else {
            try await showOnline(schema, settings: settings)
        }
    }

    private func showOffline(_ schema: FeatureSchema, at moment: Timestamp, settings: Settings) throws {
        var join = PointInTimeJoin(
            schema: schema, stations: [entity], moments: [moment],
            timeToLive: pointInTime.timeToLive(of: settings.featureStore.view(of: schema)),
            ignoresKnownAt: pointInTime.ignoreKnownAt)
        try ParquetOfflineStore(dataDirectory: settings.dataDirectory, definition: settings.featureStore).answer(&join)
        try show(
            ShownFeatures(
                join.answer(for: 0), entity: entity, schema: schema, view: settings.featureStore.viewName(of: schema),
                at: moment))
        if join.isKnownOnlyLater(0) {
            StandardError.write("There are rows that became known only later; --ignore-known-at takes them, too.\n")
        }
    }

    private func showOnline(_ schema: FeatureSchema, settings: Settings) async throws {
        guard let view = settings.featureStore.view(of: schema) else {
            throw SettingsError(
                subject: SettingKey.featureDefinitions.environmentName, problem: "has no view of schema \(schema.name)")
        }
        var logger = Logger(label: "driftdetector")
        logger.logLevel = .error
        let rooms = try Assembly(settings: settings).onlineRooms(metrics: NOOPMetricsHandler.instance, logger: logger)
        let row = try await rooms.rows(of: view, stations: [entity])[0]
        let status = rooms.status
        let isAway = status?.isAway ?? false
        try show(ShownFeatures(row, entity: entity, view: view, at: Assembly.now(), isDegraded: isAway))
        if isAway, let problem = status?.problem {
            StandardError.write("driftdetector: Redis is away, this is what the lake knows: \(problem)\n")
        }
    }

    private func show(_ row: ShownFeatures) throws {
        if global.json { try JSONOutput.print(row) } else { print(row.text) }
    }
}
