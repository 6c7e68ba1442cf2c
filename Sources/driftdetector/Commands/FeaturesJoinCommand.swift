import ArgumentParser
import FeatureStore
import Features
import Ingestion
import Parquet
import Pipeline
import Readings

/// Appends to each row of a file the features that were known at its moment.
struct FeaturesJoinCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "join", abstract: "Append to each row of a file the features known at its moment.",
        discussion: """
            The file needs machine_id and event_timestamp (or observed_at); its other columns stay. Each row gets the \
            newest features at or before its moment that were known by then and are not older than the view's ttl. \
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
        let isParquet = output.hasSuffix(".parquet")
        let file = try EntityFile(path: entities, momentColumns: ["event_timestamp", "observed_at"])
            .read(untyped: isParquet ? .inferred : .string)
        var join = PointInTimeJoin(
            schema: schema, stations: file.stations, moments: file.moments,
            timeToLive: pointInTime.timeToLive(of: settings.featureStore.view(of: schema)),
            ignoresKnownAt: pointInTime.ignoreKnownAt)
        progress.step("looking up \(file.stations.count) rows")
        let share = ProgressShare(progress, unit: "months")
        try ParquetOfflineStore(dataDirectory: settings.dataDirectory, definition: settings.featureStore)
            .answer(&join) { share.tell($0, of: $1) }
        var columns = Array(repeating: [Float](), count: schema.features.count)
        var counts: [FeatureStatus: Int] = [:]
        var knownLater = 0
        for row in file.stations.indices {
            let answer = join.answer(for: row)
            counts[answer.status, default: 0] += 1
            knownLater += join.isKnownOnlyLater(row) ? 1 : 0
            for (place, value) in answer.values.enumerated() { columns[place].append(value) }
        }
        try write(file.batch, features: columns, schema: schema, isParquet: isParquet)
        try report(counts, rows: file.stations.count, knownLater: knownLater)
    }

    private func write(
        _ batch: RecordBatch, features: [[Float]], schema: FeatureSchema, isParquet: Bool
    ) throws {
        let columns = zip(schema.featureNames, features).map { Column(name: $0, values: .float32($1)) }
        let joined: RecordBatch
        do {
            joined = try RecordBatch(batch.columns + columns)
        } catch {
            throw PipelineError(subject: entities, reason: .file(ParquetError(entities, error.reason)))
        }
        if isParquet {
            try ParquetWriter.write(joined, to: output)
        } else {
            try BatchText(joined).write(to: output)
        }
    }

    private func report(_ counts: [FeatureStatus: Int], rows: Int, knownLater: Int) throws {
        let report = Report(
            rows: rows, present: counts[.present] ?? 0, notFound: counts[.notFound] ?? 0,
            outsideMaxAge: counts[.outsideMaxAge] ?? 0, knownOnlyLater: knownLater, output: output)
        if global.json { return try JSONOutput.print(report) }
        print("\(rows) rows in \(output)")
        print("  with features        \(report.present)")
        print("  features too old     \(report.outsideMaxAge)")
        print("  no features          \(report.notFound)")
        if knownLater > 0 {
            print("  known only later     \(knownLater) of these; --ignore-known-at takes them, too")
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
