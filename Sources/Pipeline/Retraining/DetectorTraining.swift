public import Features
public import Learning
public import Readings
public import Registry

/// Fits a detector to the older part of a feature table and judges it on the newer.
public struct DetectorTraining: Sendable {
    /// A fitted detector with what is known of it.
    public struct Outcome: Sendable {
        /// The detector.
        public let detector: any ExportableDetector
        /// Some of the judged rows, for the parity check.
        public let heldOut: FeatureMatrix
        /// Shares flagged, over all and by month of the judged rows, the threshold, and the area under the ROC curve for
        /// each injected fault.
        public let metrics: [String: Double]
        /// What was learned from.
        public let data: TrainingRun.DataWindow
        /// Where training ended and judging began.
        public let split: TimeSplit
        /// The rows learned from.
        public let trainingRows: FeatureTable
    }

    /// Readings that a detector needs at least.
    public static let fewestReadings = 1000
    /// Rows that a detector learns from at least: what one tree of a forest is grown on.
    public static let fewestTrainingRows = 256
    /// Hours left out between training and judging: the longest window of a feature.
    public static let gapHours = 24
    private static let parityRows = 1000

    private let recipe: DetectorRecipe
    private let seed: UInt64
    private let loop: ConcurrentLoop

    /// A training by a recipe.
    /// - Parameters:
    ///   - recipe: what is fitted.
    ///   - seed: of the choice of rows that faults are put into.
    ///   - loop: how the work is run; has no influence on the result.
    public init(_ recipe: DetectorRecipe, seed: UInt64, loop: ConcurrentLoop) {
        self.recipe = recipe
        self.seed = seed
        self.loop = loop
    }

    /// Trains and judges.
    /// - Parameters:
    ///   - table: the feature rows of all readings.
    ///   - readings: the readings themselves, into which faults are put for judging.
    ///   - end: rows from this moment on are judged; nil leaves the last fifth to judge.
    /// - Returns: the detector and its metrics.
    /// - Throws: ``PipelineError`` when there are too few readings or a column is empty.
    public func run(
        _ table: FeatureTable, readings: ReadingTable, trainUntil end: Timestamp? = nil
    ) throws(PipelineError) -> Outcome {
        guard table.rowCount >= Self.fewestReadings else {
            throw PipelineError(
                subject: "\(table.schema.name) detector",
                reason: .tooFewReadings(have: table.rowCount, need: Self.fewestReadings))
        }
        do {
            let split =
                try end.map { TimeSplit(trainingEnd: $0, testStart: $0) }
                ?? TimeSplit(trainingShare: 0.8, of: table.times, gapHours: Self.gapHours)
            let trainingRows = split.trainingRows(of: table.times)
            guard !split.testRows(of: table.times).isEmpty else {
                throw PipelineError(subject: "\(table.schema.name) detector", reason: .nothingToJudge)
            }
            guard trainingRows.count >= Self.fewestTrainingRows else {
                throw PipelineError(
                    subject: "\(table.schema.name) detector",
                    reason: .tooFewReadings(have: trainingRows.count, need: Self.fewestTrainingRows))
            }
            let training = table.matrix.selecting(rows: trainingRows)
            let detector = try recipe.fit(training, schema: table.schema, concurrently: loop)
            let testRows = split.testRows(of: table.times)
            let step = max(1, testRows.count / Self.parityRows)
            let heldOut = table.matrix.selecting(
                rows: stride(from: 0, to: testRows.count, by: step).map { testRows[$0] })
            var metrics = [
                "anomaly_threshold": detector.anomalyThreshold,
                "training_anomaly_share": try DetectorEvaluation.share(of: training, flaggedBy: detector),
                "test_anomaly_share": try DetectorEvaluation.share(
                    of: table.matrix.selecting(rows: testRows), flaggedBy: detector),
                "training_rows": Double(trainingRows.count), "test_rows": Double(testRows.count),
            ]
            let months = Dictionary(grouping: testRows) { "\(table.times[$0])".prefix(7) }
            for (month, rows) in months {
                metrics["test_anomaly_share_\(month)"] =
                    try DetectorEvaluation.share(of: table.matrix.selecting(rows: rows), flaggedBy: detector)
            }
            let evaluation = DetectorEvaluation(readings: readings, split: split, seed: seed)
            for (fault, area) in try evaluation.areas(of: detector, schema: table.schema) {
                metrics["auroc_\(fault)"] = area
            }
            let times = trainingRows.map { table.times[$0] }
            let data = TrainingRun.DataWindow(
                from: times.min().map(\.description) ?? "", to: times.max().map(\.description) ?? "",
                rows: trainingRows.count, contentHash: ContentHash.of(training.values))
            return Outcome(
                detector: detector, heldOut: heldOut, metrics: metrics, data: data, split: split,
                trainingRows: table.selecting(rows: trainingRows))
        } catch {
            throw PipelineError(error, subject: "\(table.schema.name) detector")
        }
    }
}
