import ArgumentParser
import FeatureStore
import Features
import Ingestion
import Foundation
import Parquet
import Readings

/// Feature rows of a file of readings.
struct FeaturesBuildCommand: AsyncParsableCommand {
    enum Format: String, ExpressibleByArgument, CaseIterable {
        case csv, parquet, json
    }

    static let configuration = CommandConfiguration(
        commandName: "build", abstract: "Compute the feature rows of a file of readings.",
        discussion: """
            The file needs machine_id (or city), observed_at (or time) and a column for each sensor. Rows keep their \
            order; values are used as they are given, doubtful or not. Windows and lags go by time. An empty cell is \
            an undefined feature.

            Examples:
              driftdetector features build --input readings.csv --schema weather --format csv
              driftdetector features build --input hall.parquet --schema machine --format parquet --output rows.parquet
            """)

    @OptionGroup var global: GlobalOptions

    @Option(help: "CSV (also gzipped) or Parquet file of readings.")
    var input: String

    @Option(help: "weather (32 features), machine (30), weather_change (12) or machine_change (9).")
    var schema = "weather"

    @Option(help: "Format of the rows: \(Format.allCases.map(\.rawValue).joined(separator: ", ")).")
    var format = Format.csv

    @Option(help: "File for the rows; standard output without it (not for Parquet).")
    var output: String?

    func validate() throws {
        guard FeatureSchema.named(schema) != nil else {
            throw ValidationError("--schema: there is no schema \(schema); there is \(FeatureSchemaOption.names)")
        }
        if format == .parquet, output == nil {
            throw ValidationError("--format parquet needs --output")
        }
    }

    func run() async throws {
        _ = try await global.settings()
        guard let schema = FeatureSchema.named(schema) else { return }
        let file = try ReadingFile(path: input, schema: schema.sensors).read(source: "file", kind: .measurement)
        let table = FeatureTable(of: file.readings, schema: schema, trustingFlagged: true)
        let text = FeatureText(table, stationColumn: file.stationColumn, timeColumn: file.timeColumn)
        guard let output else {
            try FileHandle.standardOutput.write(contentsOf: Data(global.json || format == .json ? text.json : text.csv))
            return
        }
        switch format {
        case .parquet: try ParquetWriter.write(table.recordBatch(), to: output)
        case .csv: try TextFile.write(text.csv, to: output)
        case .json: try TextFile.write(text.json, to: output)
        }
        if global.json {
            try JSONOutput.print(BuildSummary(rows: table.rowCount, features: schema.features.count, output: output))
        } else {
            print("\(table.rowCount) rows of \(schema.features.count) features in \(output)")
        }
    }

    private struct BuildSummary: Encodable {
        let rows: Int
        let features: Int
        let output: String
    }
}
