public import Learning
public import Readings
import FeatureStore
import Features

extension TrainingJob {
    /// The weather readings that a forecaster learns from: of each hour the best source's mean.
    /// - Returns: stored readings.
    /// - Throws: ``PipelineError`` when a file cannot be read.
    public func forecastReadings() throws(PipelineError) -> ReadingTable {
        do {
            return try trusted(ReadingLake(dataDirectory: configuration.dataDirectory).readings(of: .weather))
        } catch {
            throw PipelineError(error, subject: "weather readings")
        }
    }

    /// The hours of a backtest.
    /// - Parameters:
    ///   - readings: weather readings; flagged values count as missing.
    ///   - start: the first hour of issue; nil for the middle of history.
    /// - Returns: examples whose neighbours are found out from what was measured before the first hour of issue.
    public func backtestExamples(of readings: ReadingTable, from start: Timestamp?) -> ForecastExamples {
        // The first hour of issue comes a week after the first reading, so this middle is before that of the hours.
        let first = readings.observedAt.min()
        let middle = first.flatMap { first in
            readings.observedAt.max().map { first.advanced(hours: Int($0.hourIndex - first.hourIndex) / 2) }
        }
        return forecastExamples(of: readings, neighboursBefore: start ?? middle)
    }

    /// Forecasts a stretch of history as it would have been then.
    /// - Parameters:
    ///   - examples: all hours.
    ///   - start: the first hour of issue; nil for the middle of history.
    ///   - days: between trainings, ≥ 1.
    ///   - watch: is told of days, and asked whether to go on.
    /// - Returns: the first hour of issue, the forecasts in order of issue, how good they were, and how often a forecaster
    ///   was trained.
    /// - Throws: ``PipelineError`` when there is too little to learn from, or nothing to judge.
    public func backtest(
        _ examples: ForecastExamples, from start: Timestamp?, daysBetweenTrainings days: Int, watch: TrainingWatch
    ) throws(PipelineError) -> (
        from: Timestamp, issued: [IssuedForecasts], evaluation: ForecastEvaluation, trainings: Int
    ) {
        let moments = examples.issuedAt
        guard let first = moments.min(), let last = moments.max() else {
            throw PipelineError(
                subject: "backtest",
                reason: .tooFewReadings(have: 0, need: ForecastSchema.historyHours + RidgeForecasterTrainer.fewestRows))
        }
        let middle = first.advanced(hours: Int(last.hourIndex - first.hourIndex) / 2)
        let begin = start ?? middle
        do {
            let outcome = try Backtest(
                trainer: ForecasterTrainer(booster: configuration.booster), daysBetweenTrainings: days
            ).run(examples, from: begin, concurrently: .threads(configuration.threads), watch: watch)
            guard !outcome.issued.isEmpty else { throw PipelineError(subject: "backtest", reason: .nothingToJudge) }
            return (
                begin, outcome.issued, ForecastEvaluation(of: outcome.issued, on: examples), outcome.trainings
            )
        } catch {
            throw PipelineError(error, subject: "backtest")
        }
    }
}
