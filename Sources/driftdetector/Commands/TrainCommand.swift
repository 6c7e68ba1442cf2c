import ArgumentParser
import Features
import Learning
import Pipeline
import Registry
import Readings

/// Trains on what the data directory holds.
struct TrainCommand: AsyncParsableCommand {
    enum Model: String, ExpressibleByArgument, CaseIterable {
        case anomaly, forecast, all
    }

    static let configuration = CommandConfiguration(
        commandName: "train", abstract: "Train models on the stored readings and register them.",
        discussion: """
            The first version of a model becomes its champion, a later one its challenger; \
            `MODEL_VERSION=2 driftdetector serve` lets a version answer that is not the champion.

            Examples:
              driftdetector train
              driftdetector train --model forecast --train-until 2013-06-30 --json
              driftdetector train --forecaster linear
              driftdetector train --challenge weather
            """)

    @OptionGroup var global: GlobalOptions

    @Option(help: "Which models: \(Model.allCases.map(\.rawValue).joined(separator: ", ")).")
    var model = Model.all

    @Option(
        help: "Learn from what was measured before this moment (UTC), judge on all after; e.g. 2013-06-30.")
    var trainUntil: String?

    @Option(help: "What forecasts are trained of: blend or linear (TRAINING_FORECASTER).")
    var forecaster: String?

    @Option(help: "Hours ahead to forecast, ascending, 1 to 48, e.g. 1,3,6,12,24 (FORECAST_HORIZONS).")
    var horizons: String?

    @Option(help: "Nearest stations to look at beside each station, 0 to 5 (FORECAST_NEIGHBOURS).")
    var neighbours: Int?

    @Option(help: "Seed of all random choices (TRAINING_SEED).")
    var seed: UInt64?

    @Option(help: "Threads at once; the models do not depend on it (TRAINING_THREADS).")
    var threads: Int?

    @Option(
        help:
            "weather or machine: train challengers as the loop does, with days held out, and hold them against the champions."
    )
    var challenge: String?

    @Option(help: "With --challenge: hand over what it came to as models/.results/NAME.json of the data directory.")
    var result: String?

    @Option(help: ArgumentHelp("Ends when this process, which started it, ends.", valueName: "PID"))
    var boundToParent: Int32?

    func validate() throws {
        if let challenge {
            guard SensorSchema.named(challenge) != nil else {
                throw ValidationError("--challenge: there is no schema \(challenge); there are weather and machine")
            }
            guard trainUntil == nil, model == .all else {
                throw ValidationError("--challenge goes with neither --train-until nor --model")
            }
        }
        if let result {
            guard challenge != nil else { throw ValidationError("--result goes with --challenge") }
            guard TrainingResults.isValidName(result) else {
                throw ValidationError("--result: \"\(result)\" is not 1 to 63 of a-z, 0-9 and -")
            }
        }
        if let trainUntil, Timestamp(iso8601: trainUntil) == nil {
            throw ValidationError("--train-until: \"\(trainUntil)\" is not a moment such as 2013-06-30")
        }
    }

    func run() async throws {
        let settings = try await global.settings([
            .trainingForecaster: forecaster, .forecastHorizons: horizons,
            .forecastNeighbours: neighbours.map(String.init), .trainingSeed: seed.map(String.init),
            .trainingThreads: threads.map(String.init),
        ])
        if let boundToParent { Self.end(with: boundToParent) }
        let claim = try Self.claim(settings)
        defer { withExtendedLifetime(claim) {} }
        if let challenge, let sensors = SensorSchema.named(challenge) {
            try self.challenge(sensors, settings: settings)
            return
        }
        let progress = ProgressLog()
        let job = TrainingJob(
            try Assembly(settings: settings).trainingConfiguration(
                forecaster: model == .anomaly ? .linear : settings.trainingForecaster),
            now: Assembly.now())
        let end = trainUntil.flatMap { Timestamp(iso8601: $0) }
        var models: [TrainedModel] = []
        var evaluation: ForecastEvaluation?

        var failure: PipelineError?
        // What cannot be trained keeps nothing else from it.
        func attempt(_ name: String, _ training: () throws(PipelineError) -> TrainedModel?) {
            do {
                if let model = try training() { models.append(model) }
            } catch {
                progress.step("no \(name) is trained: \(error)")
                failure = failure ?? error
            }
        }
        if model != .forecast {
            for schema in FeatureSchema.all {
                attempt("\(schema.name) detector") { () throws(PipelineError) in
                    progress.step("computing \(schema.name) features")
                    let (readings, features) = try job.materialize(schema)
                    if schema.sensors != .weather, let reason = reasonToLeaveOut(features, trainUntil: end) {
                        progress.step("no \(schema.name) detector is trained: \(reason)")
                        return nil
                    }
                    progress.step("training the \(schema.name) detector on \(features.rowCount) rows")
                    return try job.trainDetector(features, readings: readings, trainUntil: end).model
                }
            }
        }
        if model != .anomaly {
            attempt("forecaster") { () throws(PipelineError) in
                progress.step("training the forecaster")
                let trained = try job.trainForecaster(
                    job.forecastExamples(of: try job.forecastReadings(), neighboursBefore: end), trainUntil: end,
                    watch: TrainingWatch(progress, unit: "ensembles of trees"))
                evaluation = trained.training.evaluation
                return trained.model
            }
        }
        if let failure, models.isEmpty { throw failure }
        try show(models, evaluation: evaluation, settings: settings, seconds: progress.elapsed)
        if let failure { throw failure }
    }

    /// Weather is what the program is for; of machines there may be none, or none to judge on.
    private func reasonToLeaveOut(_ features: FeatureTable, trainUntil end: Timestamp?) -> String? {
        let fewest = DetectorTraining.fewestReadings
        if features.rowCount < fewest { return "\(features.rowCount) readings, \(fewest) are needed" }
        guard let end, let last = features.times.max(), last < end else { return nil }
        return "all readings are from before \(end), so that none is left to judge on"
    }

    private func show(
        _ models: [TrainedModel], evaluation: ForecastEvaluation?, settings: Settings, seconds: Double
    ) throws {
        if global.json {
            try JSONOutput.print(
                TrainingSummary(
                    models: models.map(TrainingSummary.Model.init), forecastSkill: evaluation?.skills ?? [:],
                    anomalies: nil, report: nil, dataDir: settings.dataDirectory, seconds: seconds))
            return
        }
        if let evaluation { print("\n\(TrainingTables.skill(evaluation))") }
        print("\n\(TrainingTables.models(models))")
        for model in models where !model.isNew {
            print("  \(model.version.name): the same model of the same data is version \(model.version.number) already")
        }
        print("\nNext:\n  driftdetector models show \(models.first?.version.name ?? "NAME")")
    }
}
