import Features
public import Learning
import Readings
public import Registry

/// Fits a forecaster to the older part of history and judges it on the newer.
public struct ForecasterTraining: Sendable {
    /// A fitted forecaster with what is known of it.
    public struct Outcome: Sendable {
        /// The forecaster.
        public let forecaster: Forecaster
        /// How good it is after its training.
        public let evaluation: ForecastEvaluation
        /// The hours judged, as places in the examples.
        public let testRows: [Int]
        /// What was learned from.
        public let data: TrainingRun.DataWindow
        /// One entry an output: errors on hours of the training's own that it was validated on; none where history is too
        /// short for that.
        public let validation: [ValidationErrors]
    }

    private let trainer: ForecasterTrainer
    private let loop: ConcurrentLoop
    private let watch: TrainingWatch

    /// A training with a given trainer.
    /// - Parameters:
    ///   - trainer: fits the forecaster.
    ///   - loop: how sensors and horizons are fitted; has no influence on the result.
    ///   - watch: is told of progress, and asked whether to go on.
    public init(trainer: ForecasterTrainer, loop: ConcurrentLoop, watch: TrainingWatch = .none) {
        self.trainer = trainer
        self.loop = loop
        self.watch = watch
    }

    /// A split that trains on four fifths, with a gap as long as the longest horizon.
    /// - Parameter examples: all hours.
    /// - Returns: the split.
    /// - Throws: ``PipelineError`` when there are too few hours.
    public func usualSplit(of examples: ForecastExamples) throws(PipelineError) -> TimeSplit {
        do {
            return try TimeSplit(
                trainingShare: 0.8, of: examples.issuedAt, gapHours: examples.schema.horizons.last ?? 0)
        } catch {
            throw PipelineError(error, subject: "forecaster")
        }
    }

    /// Trains and judges.
    /// - Parameters:
    ///   - examples: all hours.
    ///   - split: outcomes before its first moment are learned from, hours from its second on are judged.
    /// - Returns: the forecaster and its scores.
    /// - Throws: ``PipelineError`` when there is too little to learn from, or nothing to judge on.
    public func run(_ examples: ForecastExamples, split: TimeSplit) throws(PipelineError) -> Outcome {
        try run(
            learning: examples, outcomesBefore: split.trainingEnd, judging: examples,
            testRows: split.testRows(of: examples.issuedAt))
    }

    /// Trains on some outcomes and judges on others.
    /// - Parameters:
    ///   - examples: hours with the outcomes to learn from.
    ///   - end: nothing measured at or after it is learned from.
    ///   - judged: the same hours with the outcomes to judge on.
    ///   - testRows: the hours to judge.
    /// - Returns: the forecaster and its scores.
    /// - Throws: ``PipelineError`` when there is too little to learn from, or nothing to judge on.
    func run(
        learning examples: ForecastExamples, outcomesBefore end: Timestamp, judging judged: ForecastExamples,
        testRows: [Int]
    ) throws(PipelineError) -> Outcome {
        do {
            let (forecaster, validation) = try trainer.fitValidated(
                examples, outcomesBefore: end, concurrently: loop, watch: watch)
            guard !testRows.isEmpty else {
                throw PipelineError(subject: "forecaster", reason: .nothingToJudge)
            }
            let trainingRows = examples.issuedAt.indices.filter { examples.issuedAt[$0] < end }
            let times = trainingRows.map { examples.issuedAt[$0] }
            return Outcome(
                forecaster: forecaster,
                evaluation: ForecastEvaluation(of: forecaster, on: judged, rows: testRows), testRows: testRows,
                data: TrainingRun.DataWindow(
                    from: times.min().map(\.description) ?? "", to: times.max().map(\.description) ?? "",
                    rows: trainingRows.count,
                    contentHash: Self.contentHash(of: examples, rows: trainingRows)),
                validation: validation)
        } catch {
            throw PipelineError(error, subject: "forecaster")
        }
    }

    /// The inputs of all rows but for products of others, and then all their outcomes.
    private static func contentHash(of examples: ForecastExamples, rows: [Int]) -> String {
        let inputs = rows.lazy.map { Array(examples.inputs.heldValues(ofRow: $0)) }
        let outcomes = rows.lazy.map { row in
            examples.schema.horizons.indices.flatMap { horizon in
                (0..<examples.sensorCount).map { Float(examples.outcome(row: row, horizon: horizon, sensor: $0)) }
            }
        }
        return ContentHash.of(pieces: [inputs, outcomes].joined())
    }
}
