import ArgumentParser
import FeatureStore
import Features
import Logging
import Metrics
import Readings

/// Computes feature rows into the offline store.
struct FeaturesMaterializeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "materialize",
        abstract: "Compute the feature rows of all stored readings, with all their versions.",
        discussion: """
            Only months to which readings came are computed; a run that was killed goes on where it was. Each row says \
            since when it was known so. With REDIS_URL the online store there is given the last week of every station \
            of which it does not know.

            Examples:
              driftdetector features materialize
              driftdetector features materialize --schema machine --from 2026-01 --to 2026-03
              driftdetector features materialize --station EWR --station JFK
              driftdetector features materialize --full
            """)

    @OptionGroup var global: GlobalOptions

    @OptionGroup var features: FeatureSchemaOption

    @Flag(help: "Compute months that are up to date, too.")
    var full = false

    @Option(help: "Compute this station alone and keep the others' rows; may be repeated.")
    var station: [String] = []

    @Option(help: "First month, such as 2013-01.")
    var from: String?

    @Option(help: "Last month.")
    var to: String?

    func validate() throws {
        let first = try month(from, option: "--from")
        let last = try month(to, option: "--to")
        if station.contains("") { throw ValidationError("--station: a name is needed") }
        if let first, let last, last < first { throw ValidationError("--to: \(to ?? "") is before --from") }
    }

    func run() async throws {
        let settings = try await global.settings()
        let scope = MaterializationScope(
            isFull: full, stations: station.isEmpty ? nil : Set(station), from: try month(from, option: "--from"),
            to: try month(to, option: "--to"))
        let progress = ProgressLog()
        let schema = try features.features
        progress.step("computing \(schema.name) features")
        let share = ProgressShare(progress, unit: "readings")
        let materialization = FeatureMaterialization(
            dataDirectory: settings.dataDirectory, schema: schema, definition: settings.featureStore)
        try materialization.requireReadings(scope)
        let summary = try materialization.run(scope) { share.tell($0, of: $1) }
        for file in summary.damagedFiles {
            StandardError.write("driftdetector: \(file): was damaged and is computed anew from the readings\n")
        }
        let stations = try await fillOnlineStore(schema, settings: settings)
        if global.json { return try JSONOutput.print(Report(summary, schema: schema.name, onlineStations: stations)) }
        print("  months    \(summary.monthsWritten) written, \(summary.monthsSkipped) up to date")
        print("  rows      \(summary.rows), \(summary.laterVersions) of them later versions")
        if summary.rowsKept > 0 { print("  kept      \(summary.rowsKept) of other stations") }
        if let stations { print("  online    \(stations) stations in Redis") }
        print(
            "  time      \(Number.short(summary.seconds, digits: 1)) s, "
                + "\(Number.short(Double(summary.rows) / max(summary.seconds, 0.001), digits: 0)) rows a second")
    }

    /// How many stations Redis knows now; nil without Redis.
    private func fillOnlineStore(_ schema: FeatureSchema, settings: Settings) async throws -> Int? {
        guard settings.redis != nil else { return nil }
        var logger = Logger(label: "driftdetector")
        logger.logLevel = .error
        return try await Assembly(settings: settings)
            .onlineRooms(metrics: NOOPMetricsHandler.instance, logger: logger).fill(schema.sensors)
    }

    private func month(_ text: String?, option: String) throws -> Timestamp? {
        guard let text else { return nil }
        guard text.count == 7, let month = Timestamp(iso8601: "\(text)-01") else {
            throw ValidationError("\(option): \"\(text)\" is not a month such as 2013-01")
        }
        return month
    }

    private struct Report: Encodable {
        let schema: String
        let monthsWritten: Int
        let monthsSkipped: Int
        /// Files that were damaged and are computed anew.
        let damagedFiles: [String]
        let rows: Int
        let laterVersions: Int
        let rowsKept: Int
        /// Nil without Redis.
        let onlineStations: Int?
        let seconds: Double

        init(_ summary: MaterializationSummary, schema: String, onlineStations: Int?) {
            self.onlineStations = onlineStations
            self.schema = schema
            monthsWritten = summary.monthsWritten
            monthsSkipped = summary.monthsSkipped
            damagedFiles = summary.damagedFiles
            rows = summary.rows
            laterVersions = summary.laterVersions
            rowsKept = summary.rowsKept
            seconds = summary.seconds
        }
    }
}
