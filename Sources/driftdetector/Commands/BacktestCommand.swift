import ArgumentParser
import Foundation
import Learning
import Pipeline
import Readings

/// How good forecasts of a stretch of history would have been.
struct BacktestCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backtest", abstract: "Show how good forecasts of stored history would have been.",
        discussion: """
            Walks through history: every so many days a forecaster is trained on what was known then, and forecasts every \
            hour until the next. Nothing is registered.

            Examples:
              driftdetector backtest
              driftdetector backtest --from 2013-07-01 --every 7 --forecaster linear --json
              driftdetector backtest --report data/reports/backtest.html
            """)

    @OptionGroup var global: GlobalOptions

    @Option(help: "The first moment of issue (UTC), e.g. 2013-07-01; without it the middle of history.")
    var from: String?

    @Option(help: "Days between two trainings.")
    var every = 30

    @Option(help: "What forecasts are trained of: blend or linear.")
    var forecaster = "linear"

    @Option(help: "Hours ahead to forecast, ascending, 1 to 48, e.g. 1,3,6,12,24 (FORECAST_HORIZONS).")
    var horizons: String?

    @Option(help: "An HTML file to write, with pictures and all figures.")
    var report: String?

    @Option(help: "Nearest stations to look at beside each station, 0 to 5 (FORECAST_NEIGHBOURS).")
    var neighbours: Int?

    @Option(help: "Seed of all random choices (TRAINING_SEED).")
    var seed: UInt64?

    @Option(help: "Threads at once; the forecasts do not depend on it (TRAINING_THREADS).")
    var threads: Int?

    func validate() throws {
        if let from, Timestamp(iso8601: from) == nil {
            throw ValidationError("--from: \"\(from)\" is not a moment such as 2013-07-01")
        }
        guard (1...3_650).contains(every) else { throw ValidationError("--every: 1 to 3650 days") }
        if let report {
            var isDirectory: ObjCBool = false
            let exists = FileManager.default.fileExists(atPath: report, isDirectory: &isDirectory)
            guard !report.isEmpty, !(exists && isDirectory.boolValue) else {
                throw ValidationError("--report: \"\(report)\" is no name for a file")
            }
        }
        guard ForecasterKind(rawValue: forecaster) != nil else {
            throw ValidationError("--forecaster: \"\(forecaster)\" is not blend or linear")
        }
    }

    func run() async throws {
        let settings = try await global.settings([
            .trainingSeed: seed.map(String.init), .trainingThreads: threads.map(String.init),
            .trainingForecaster: forecaster, .forecastHorizons: horizons,
            .forecastNeighbours: neighbours.map(String.init),
        ])
        let progress = ProgressLog()
        let job = TrainingJob(
            try Assembly(settings: settings).trainingConfiguration(forecaster: settings.trainingForecaster),
            now: Assembly.now())
        progress.step("reading the history")
        let start = from.flatMap { Timestamp(iso8601: $0) }
        let examples = job.backtestExamples(of: try job.forecastReadings(), from: start)
        progress.step("forecasting \(examples.rowCount) hours as they would have been forecast")
        let (begin, issued, evaluation, trainings) = try job.backtest(
            examples, from: start, daysBetweenTrainings: every,
            watch: TrainingWatch(progress, unit: "days"))
        if global.json {
            try JSONOutput.print(
                BacktestSummary(evaluation, from: begin, trainings: trainings, seconds: progress.elapsed))
        } else {
            print("\n\(TrainingTables.skill(evaluation))")
            for level in ForecastInterval.levels {
                if let coverage = TrainingTables.coverage(evaluation, level: level) { print("\n\(coverage)") }
            }
            print("\n  issued from \(begin), \(trainings) trainings, \(Number.short(progress.elapsed, digits: 1)) s")
            print("  by station and month: \(report ?? "--report FILE.html or --json")")
        }
        // Last: the figures are worth more than a file that cannot be written.
        if let report {
            progress.step("writing the report")
            let contents = BacktestReport(
                of: issued, on: examples, evaluation: evaluation, from: begin, daysBetweenTrainings: every,
                forecaster: forecaster)
            try TextFile.write(contents.html().utf8, to: report)
        }
    }
}
