import ArgumentParser
import FeatureStore
import Features
import Ingestion
import Readings

/// Appends to each row of a file the features that were known at its moment.
struct FeaturesJoinCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "join", abstract: "Append to each row of a file the features known at its moment.",
        discussion: """
            The file needs machine_id and event_timestamp (or observed_at); its columns stay as they are. Each row gets \
            the newest features at or before its moment that were known by then and are not older than the view's ttl, \
            behind feature_status, feature_observed_at and feature_known_at, by which `features audit --rows` takes it. \
            An empty cell is an undefined feature, or that there is no such row.

            Examples:
              driftdetector features join --entities labels.csv --output training.parquet
              driftdetector features join --entities failures.parquet --schema machine --output training.csv \\
                  --ttl-hours 6
            """)

    @OptionGroup var global: GlobalOptions

    @OptionGroup var features: FeatureSchemaOption

    @OptionGroup var pointInTime: PointInTimeOptions

    @Option(help: "CSV (also gzipped) or Parquet file with machine_id and event_timestamp.")
    var entities: String

    @Option(help: "File for the rows with their features; Parquet when it ends in .parquet, else CSV.")
    var output: String

    func run() async throws {
        let settings = try await global.settings()
        let schema = try features.features
        let progress = ProgressLog()
        progress.step("reading \(entities)")
        let file = try EntityFile(path: entities)
        try JoinedRows.check(file, schema: schema)
        let keys = try file.keys(momentColumns: ["event_timestamp", "observed_at"])
        let store = ParquetOfflineStore(dataDirectory: settings.dataDirectory, definition: settings.featureStore)
        var join = PointInTimeJoin(
            schema: schema, stations: keys.stations, moments: keys.moments,
            timeToLive: pointInTime.timeToLive(of: settings.featureStore.view(of: schema)),
            ignoresKnownAt: pointInTime.ignoreKnownAt)
        progress.step("looking up \(keys.stations.count) rows")
        let share = ProgressShare(progress, unit: "months")
        try store.answer(&join) { share.tell($0, of: $1) }
        let rows = JoinedRows(file, keys: keys, join: join)
        try rows.write(to: output)
        try report(rows, rowCount: keys.stations.count)
        if try store.isEmpty(of: schema) {
            StandardError.write(
                "There are no \(schema.name) features yet; driftdetector features materialize --schema "
                    + "\(schema.name) computes them.\n")
        }
    }

    private func report(_ joined: JoinedRows, rowCount: Int) throws {
        let report = Report(
            rows: rowCount, present: joined.counts[.present] ?? 0, notFound: joined.counts[.notFound] ?? 0,
            outsideMaxAge: joined.counts[.outsideMaxAge] ?? 0, knownOnlyLater: joined.knownOnlyLater, output: output)
        if global.json { return try JSONOutput.print(report) }
        print("\(rowCount) rows in \(output)")
        print("  with features        \(report.present)")
        print("  features too old     \(report.outsideMaxAge)")
        print("  no features          \(report.notFound)")
        if report.knownOnlyLater > 0 {
            print("  known only later     \(report.knownOnlyLater) of these; --ignore-known-at takes them, too")
        }
    }

    private struct Report: Encodable {
        let rows: Int
        let present: Int
        let notFound: Int
        let outsideMaxAge: Int
        let knownOnlyLater: Int
        let output: String
    }
}
