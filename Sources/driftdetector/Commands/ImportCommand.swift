import ArgumentParser
import Ingestion
import Logging
import Readings

/// Brings a file of readings into the lake.
struct ImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Take a CSV or Parquet file of your own readings in.",
        discussion: """
            Columns are found by our names (machine_id or city, observed_at or time, temperature, …) or named with \
            --map. Units are read from the columns' names, guessed from the values, or given with --units, and shown. \
            What you say is remembered for files with the same header. Rows that cannot be taken are counted and \
            written aside with their reason. Importing a file again changes nothing.

            Examples:
              driftdetector import --input station.csv --station GSO --dry-run
              driftdetector import --input tmy3.csv.gz --station GSO --timezone=-05:00 \\
                  --map time_lst=observed_at,temp_c=temperature,rh_pct=humidity,pressure_hpa=pressure,wind_ms=wind_speed
              driftdetector import --input hall.csv --schema machine --units temperature=°F \\
                  --time-format 'dd.MM.yyyy HH:mm' --timezone Europe/Berlin
            """)

    @OptionGroup var global: GlobalOptions

    @Option(help: "CSV (also gzipped) or Parquet file with a header.")
    var input: String

    @OptionGroup var file: ImportFileOptions

    @Option(help: "Who reported the readings; stored with each of them.")
    var source = "import"

    @Option(help: "How values came to be: measurement, model, archive or simulated.")
    var kind = "measurement"

    @Flag(help: "Read the whole file, show what would be taken in, and store nothing.")
    var dryRun = false

    func validate() throws {
        _ = try file.sensorSchema
        guard ReadingKind(rawValue: kind) != nil else {
            throw ValidationError("--kind: there is no kind \(kind); there are measurement, model, archive, simulated")
        }
        guard !source.isEmpty else { throw ValidationError("--source: must not be empty") }
        _ = try file.importOptions
    }

    func run() async throws {
        let settings = try await global.settings()
        guard let kind = ReadingKind(rawValue: kind) else { return }
        let plan = try ImportInspection(
            path: input, schema: try file.sensorSchema, options: try file.importOptions,
            dataDirectory: settings.dataDirectory
        ).plan()
        let history = HistoryImport(plan: plan, source: source, kind: kind, dataDirectory: settings.dataDirectory)
        let output = ImportOutput(plan: plan, isJSON: global.json, dataDirectory: settings.dataDirectory)
        output.show(plan)
        let progress = ProgressLog()
        progress.step(dryRun ? "reading \(input)" : "importing \(input)")
        let share = ProgressShare(progress, unit: plan.delimiter == nil ? "rows" : "bytes")
        guard !dryRun else {
            try output.show(history.preview { share.tell($0, of: $1) }, seconds: progress.elapsed)
            return
        }
        var logger = Logger(label: "driftdetector")
        logger.logLevel = settings.logLevel
        let intake = try Assembly(settings: settings).historyIntake(logger: logger)
        let summary = try history.run(
            store: { readings throws(IngestionError) in try intake.take(readings) },
            progress: { share.tell($0, of: $1) })
        try output.show(summary, seconds: progress.elapsed)
        // Rows, and none of them is a reading: the file is not what it was taken for.
        if summary.acceptedRows == 0, summary.rows > 0 { throw ExitCode(ExitStatus.badData.rawValue) }
    }
}
