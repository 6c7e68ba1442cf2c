import FeatureStore
import Features
import Foundation
public import Learning
public import Readings
import Registry

/// The main job, end to end: readings, features, models, first predictions and forecasts, report.
public struct Quickstart: Sendable {
    /// What a run found and made.
    public struct Outcome: Sendable {
        /// Readings in the lake: of weather, of machines.
        public let readings: [String: Int]
        /// Values that quality control flagged, in words.
        public let flagged: [String]
        /// The versions that answer or want to.
        public let models: [TrainedModel]
        /// How good forecasts are after training to ``Quickstart/evaluationEnd``.
        public let evaluation: ForecastEvaluation
        /// Weather readings that score at least the detector's own threshold.
        public let anomalies: Int
        /// The report's path.
        public let report: String
    }

    /// Where the forecaster's evaluation parts the year: half to learn from, half to judge on.
    public static let evaluationEnd = Timestamp(iso8601: "2013-06-30")

    private let job: TrainingJob
    private let configuration: TrainingJob.Configuration
    private let now: Timestamp
    private let progress: @Sendable (String) -> Void

    /// A run.
    /// - Parameters:
    ///   - configuration: directory, names, seed and the like.
    ///   - now: the moment that versions and predictions are dated with.
    ///   - progress: told of each step in words when it begins.
    public init(
        _ configuration: TrainingJob.Configuration, now: Timestamp, progress: @escaping @Sendable (String) -> Void
    ) {
        self.configuration = configuration
        self.now = now
        self.progress = progress
        job = TrainingJob(configuration, now: now)
    }

    /// Runs it. A repeated run on the same directory adds no reading and no version.
    /// - Parameters:
    ///   - weather: the bundled year.
    ///   - machines: readings of simulated machines.
    /// - Returns: what was found and made.
    /// - Throws: ``PipelineError`` when a step fails; steps before it stay done.
    public func run(weather: ReadingTable, machines: ReadingTable) throws(PipelineError) -> Outcome {
        progress("storing \(weather.rowCount) weather readings")
        try store([weather, machines])
        progress("computing \(FeatureSchema.weather.features.count) weather features a reading")
        let (readings, features) = try job.materialize(.weather)
        let machine = try job.materialize(.machine)
        progress("training the anomaly detectors")
        let detector = try job.trainDetector(features, readings: readings)
        let machineDetector = try job.trainDetector(machine.features, readings: machine.readings)
        let (change, changeScores) = try changeDetector(of: .weatherChange)
        let machineChange = try changeDetector(of: .machineChange).trained
        progress("training the forecaster")
        let examples = job.forecastExamples(of: readings, neighboursBefore: Self.evaluationEnd)
        let forecaster = try job.trainForecaster(examples)
        progress("judging the forecaster on the second half of the year")
        let half = try job.evaluateForecaster(examples, trainUntil: Self.evaluationEnd)
        progress("scoring the year and writing the report")
        let scores = try score(features, by: detector.training)
        if detector.model.isNew {
            try log(scores, features: features, readings: readings, split: detector.training, model: detector.model)
        }
        let models = [detector, machineDetector, change, machineChange].map(\.model) + [forecaster.model]
        let report = QuickstartReport(
            QuickstartReport.Material(
                readings: readings, features: features, scores: scores, detector: detector.training,
                change: change.training, changeScores: changeScores,
                examples: examples, forecasts: half, models: models))
        let path = "\(configuration.dataDirectory)/reports/quickstart.html"
        try write(report.html(), to: path)
        return Outcome(
            readings: ["weather": readings.rowCount, "machine": machine.readings.rowCount],
            flagged: readings.flags.sorted { $0.key < $1.key }.map { readings.describeFlags(ofRow: $0.key) },
            models: models, evaluation: half.evaluation,
            anomalies: scores.count { $0 >= detector.training.detector.anomalyThreshold }, report: path)
    }

    private func store(_ tables: [ReadingTable]) throws(PipelineError) {
        do {
            let lake = LakeWriter(dataDirectory: configuration.dataDirectory)
            for table in tables { try lake.add(table) }
        } catch {
            throw PipelineError(error, subject: "readings")
        }
    }

    /// A detector of change with its score of every reading.
    private func changeDetector(
        of schema: FeatureSchema
    ) throws(PipelineError) -> (
        trained: (model: TrainedModel, training: DetectorTraining.Outcome), scores: [Double]
    ) {
        let (readings, features) = try job.materialize(schema)
        let trained = try job.trainDetector(features, readings: readings)
        return (trained, try score(features, by: trained.training))
    }

    /// The score of every row.
    private func score(
        _ features: FeatureTable, by training: DetectorTraining.Outcome
    ) throws(PipelineError) -> [Double] {
        do {
            return try training.detector.anomalyScores(features.matrix)
        } catch {
            throw PipelineError(error, subject: "scores")
        }
    }

    /// Keeps the answers for the readings that the detector had not seen.
    private func log(
        _ scores: [Double], features: FeatureTable, readings: ReadingTable, split training: DetectorTraining.Outcome,
        model: TrainedModel
    ) throws(PipelineError) {
        let rows = training.split.testRows(of: features.times)
        let log = PredictionLog(
            dataDirectory: configuration.dataDirectory, schema: features.schema, capacity: max(1, rows.count))
        for row in rows {
            log.record(
                PredictionRecord(
                    requestID: "quickstart", answeredAt: now, station: features.stations[row],
                    observedAt: features.times[row], values: readings.reading(row).values,
                    features: Array(features.matrix[row: row]), anomalyScore: scores[row],
                    isAnomaly: scores[row] >= training.detector.anomalyThreshold, modelName: model.version.name,
                    modelVersion: model.version.number))
        }
        do {
            try log.write(at: now)
        } catch {
            throw PipelineError(error, subject: "predictions")
        }
    }

    private func write(_ text: String, to path: String) throws(PipelineError) {
        do {
            let file = URL(fileURLWithPath: path)
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: file, options: .atomic)
        } catch {
            throw PipelineError(subject: path, reason: .unwritable(error.localizedDescription))
        }
    }
}

extension ReadingTable {
    /// A row's doubts in words, such as `EWR 2013-02-12T08:00:00Z wind_speed 468.66 m/s is out_of_range`.
    func describeFlags(ofRow row: Int) -> String {
        let reading = reading(row)
        let doubts = reading.flags.map { flag in
            let place = schema.index(of: flag.quantity) ?? 0
            return
                "\(flag.quantity) \(reading.values[place]) \(schema.quantities[place].unit) is \(flag.reason.rawValue)"
        }
        return "\(reading.station) \(reading.observedAt): \(doubts.joined(separator: ", "))"
    }
}
