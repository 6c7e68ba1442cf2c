import ArgumentParser
import Features
import Ingestion
import Learning
import Pipeline
import Readings
import Registry
import Serving

/// Anomaly scores of a file of readings.
struct PredictCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "predict", abstract: "Score the readings of a file with the anomaly detector.",
        discussion: """
            Each reading sees the earlier readings of its station in the same file. Results are CSV on standard output.

            Examples:
              driftdetector predict --input readings.csv
              driftdetector predict --input hall.parquet --schema machine --json
            """)

    @OptionGroup var global: GlobalOptions

    @Option(help: "CSV (also gzipped) or Parquet file of readings.")
    var input: String

    @Option(help: "What the readings are of: weather or machine.")
    var schema = "weather"

    func validate() throws {
        guard SensorSchema.named(schema) != nil else {
            throw ValidationError("--schema: there is no schema \(schema); there are weather and machine")
        }
    }

    func run() async throws {
        let settings = try await global.settings()
        guard let sensors = SensorSchema.named(schema) else { return }
        let file = try ReadingFile(path: input, schema: sensors).read(source: "file", kind: .measurement)
        let detector = try LoadedDetector(
            sensors == .weather ? settings.modelVersion : .alias(.champion),
            of: settings.modelNames.detector(ofSchema: sensors.name),
            in: ModelRegistry(dataDirectory: settings.dataDirectory), schemas: FeatureSchema.all(of: sensors),
            engine: try Assembly(settings: settings).inferenceEngine())
        let table = FeatureTable(of: file.readings, schema: detector.schema, trustingFlagged: true)
        let threshold = settings.predictionThreshold.value(for: detector.detector)
        let scores: [Double]
        do {
            scores = try detector.detector.anomalyScores(table.matrix)
        } catch {
            throw PipelineError(subject: input, reason: .learning(error))
        }
        if global.json {
            let rows = scores.indices.map { row in
                ScoredRow(
                    machineId: table.stations[row], observedAt: table.times[row].description,
                    anomalyScore: scores[row], isAnomaly: scores[row] >= threshold,
                    cause: scores[row] < threshold
                        ? nil : Cause(of: Array(table.matrix[row: row]), in: detector).map(ShownCause.init))
            }
            try JSONOutput.print(
                Scored(
                    modelName: detector.version.name, modelVersion: detector.version.number, threshold: threshold,
                    predictions: rows))
            return
        }
        print("machine_id,observed_at,anomaly_score,is_anomaly")
        for row in scores.indices {
            print(
                "\(CSVCell.quoted(table.stations[row])),\(table.times[row]),\(scores[row]),\(scores[row] >= threshold)")
        }
        StandardError.write(
            "\(scores.count { $0 >= threshold }) of \(scores.count) readings score at least \(threshold) "
                + "(\(detector.version.name) version \(detector.version.number))\n")
    }

    private struct ScoredRow: Encodable {
        let machineId: String
        let observedAt: String
        let anomalyScore: Double
        let isAnomaly: Bool
        let cause: ShownCause?
    }

    private struct ShownCause: Encodable {
        let sensor: String
        let departureFrom: String
        let departure: Double
        let usualSpread: Double
        let unit: String

        init(_ cause: Cause) {
            sensor = cause.sensor.name
            departureFrom = cause.usual.name
            departure = cause.departure
            usualSpread = cause.spread
            unit = cause.sensor.unit
        }
    }

    private struct Scored: Encodable {
        let modelName: String
        let modelVersion: Int
        let threshold: Double
        let predictions: [ScoredRow]
    }
}
