import ArgumentParser
import FeatureStore
import Features
import Readings

/// What was known of one station at a moment.
struct FeaturesGetCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "get", abstract: "Show the feature row of a station as it was known at a moment.",
        discussion: """
            The newest row at or before the moment, among those that were known by then.

            Examples:
              driftdetector features get --entity EWR --at 2013-07-01T12:00:00Z
              driftdetector features get --entity hall-1 --schema machine --at 2026-01-05T08:00Z --json
            """)

    @OptionGroup var global: GlobalOptions

    @OptionGroup var features: FeatureSchemaOption

    @OptionGroup var pointInTime: PointInTimeOptions

    @Option(help: "The station or machine.")
    var entity: String

    @Option(help: "The moment (UTC), such as 2013-07-01T12:00:00Z.")
    var at: String?

    func validate() throws { _ = try moment }

    private var moment: Timestamp {
        get throws {
            guard let at else { throw ValidationError("--at: the moment is needed, such as 2013-07-01T12:00:00Z") }
            guard let moment = Timestamp(iso8601: at) else {
                throw ValidationError("--at: \"\(at)\" is not a moment such as 2013-07-01T12:00:00Z")
            }
            return moment
        }
    }

    func run() async throws {
        let settings = try await global.settings()
        let schema = try features.features
        let moment = try moment
        var join = PointInTimeJoin(
            schema: schema, stations: [entity], moments: [moment], timeToLive: pointInTime.timeToLive,
            ignoresKnownAt: pointInTime.ignoreKnownAt)
        try ParquetOfflineStore(dataDirectory: settings.dataDirectory).answer(&join)
        let shown = ShownFeatures(join.answer(for: 0), entity: entity, at: moment, schema: schema)
        if global.json { try JSONOutput.print(shown) } else { print(shown.text) }
        if join.isKnownOnlyLater(0) {
            StandardError.write("There are rows that became known only later; --ignore-known-at takes them, too.\n")
        }
    }
}
