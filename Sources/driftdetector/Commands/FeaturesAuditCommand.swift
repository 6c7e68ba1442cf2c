import ArgumentParser
import FeatureStore
import Features
import Ingestion
import Readings

/// Compares training rows with what was known at their time.
struct FeaturesAuditCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit", abstract: "Compute training rows anew from what was known then, and compare bit for bit.",
        discussion: """
            Without --rows the rows of the offline store are audited as training reads them. A file is one that \
            `features join` wrote, or has machine_id, observed_at and at least one feature; known_at says as of when \
            its rows are. Rows are also compared with the features that were served for the same station and moment. \
            The exit code is 65 when something differs.

            Examples:
              driftdetector features audit
              driftdetector features audit --rows training.parquet --station EWR
            """)

    @OptionGroup var global: GlobalOptions

    @OptionGroup var features: FeatureSchemaOption

    @Option(help: "CSV (also gzipped) or Parquet file of training rows.")
    var rows: String?

    @Option(help: "Audit this station alone; may be repeated.")
    var station: [String] = []

    func validate() throws {
        if station.contains("") { throw ValidationError("--station: a name is needed") }
    }

    func run() async throws {
        let settings = try await global.settings()
        let schema = try features.features
        let audit = FeatureAudit(
            dataDirectory: settings.dataDirectory, schema: schema, definition: settings.featureStore)
        let stations = station.isEmpty ? nil : Set(station)
        let progress = ProgressLog()
        progress.step("auditing \(rows ?? "the offline store")")
        let share = ProgressShare(progress, unit: "months")
        let output = AuditOutput(isJSON: global.json)
        let summary: AuditSummary
        if let rows {
            let file = try TrainingRowFile(path: rows, schema: schema).read()
            output.rowsWithoutFeatures = file.withoutFeatures
            summary = try audit.run(
                file.rows, stations: stations, progress: { share.tell($0, of: $1) }, output.show)
        } else {
            summary = try audit.run(stations: stations, progress: { share.tell($0, of: $1) }, output.show)
        }
        try output.end(summary)
        if summary.differences > 0 { throw ExitCode(ExitStatus.badData.rawValue) }
    }
}
