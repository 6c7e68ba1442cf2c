import Features
public import Readings

/// Forecasts of a stretch of history as they would have been issued then: by forecasters trained anew every so many days
/// on what was known, with intervals of the errors of the thirty days before, renewed daily.
public struct Backtest: Sendable {
    /// What a backtest issued.
    public struct Outcome: Sendable {
        /// In order of issue.
        public let issued: [IssuedForecasts]
        /// How often a forecaster was trained.
        public let trainings: Int
    }

    private let trainer: ForecasterTrainer
    private let daysBetweenTrainings: Int

    /// A backtest.
    /// - Parameters:
    ///   - trainer: fits each forecaster.
    ///   - daysBetweenTrainings: ≥ 1.
    public init(trainer: ForecasterTrainer, daysBetweenTrainings: Int) {
        precondition(daysBetweenTrainings >= 1, "at most one training a day")
        self.trainer = trainer
        self.daysBetweenTrainings = daysBetweenTrainings
    }

    /// Forecasts every hour from a moment on.
    /// - Parameters:
    ///   - examples: all hours.
    ///   - start: the first hour of issue; what was measured before it is what the first forecaster learns from.
    ///   - loop: how each training is run; the result does not depend on it.
    ///   - watch: is told of days, and asked whether to go on.
    /// - Returns: the forecasts.
    /// - Throws: ``LearningError`` when there is too little before `start`, or with `.cancelled`.
    public func run(
        _ examples: ForecastExamples, from start: Timestamp, concurrently loop: ConcurrentLoop = .serial,
        watch: TrainingWatch = .none
    ) throws(LearningError) -> Outcome {
        let rows = (0..<examples.rowCount).filter { examples.issuedAt[$0] >= start }
            .sorted { (examples.issuedAt[$0], $0) < (examples.issuedAt[$1], $1) }
        let day = { (row: Int) in Int((examples.issuedAt[row].hourIndex - start.hourIndex) / 24) }
        var issued: [IssuedForecasts] = []
        var live = LiveErrors(examples)
        var trainings = 0
        watch.begin((rows.last.map(day) ?? -1) + 1)
        var place = 0
        var forecaster: Forecaster?
        var trainedOn = -1
        while place < rows.count {
            if watch.isCancelled() { throw LearningError(subject: "backtest", reason: .cancelled) }
            let today = day(rows[place])
            let midnight = start.advanced(hours: 24 * today)
            if forecaster == nil || today - trainedOn >= daysBetweenTrainings {
                let fitted = try trainer.fitCalibrated(
                    examples, outcomesBefore: midnight, concurrently: loop, watch: .none)
                if forecaster == nil { live.start(with: fitted.calibrations) }
                forecaster = fitted.forecaster
                trainings += 1
                trainedOn = today
            }
            let intervals = live.intervals(at: midnight)
            while place < rows.count, day(rows[place]) == today, let model = forecaster {
                let row = rows[place]
                let values = model.forecasts(of: examples, row: row)
                issued.append(IssuedForecasts(row: row, values: values, intervals: intervals))
                live.add(values, row: row)
                place += 1
            }
            watch.pieceEnded()
        }
        return Outcome(issued: issued, trainings: trainings)
    }
}
