import Features
public import Readings

/// Fits a forecaster: ridge regressions, boosted trees where there is a booster, and by walk-forward validation on the
/// newest half of what may be learned from how both are blended, how strongly the regression is held back, and how far
/// outcomes lie from forecasts.
public struct ForecasterTrainer: Sendable {
    /// Weights of the squared coefficients among which validation chooses, for each sensor and horizon.
    public static let penalties: [Double] = [30, 300, 3_000]

    /// Grows trees; nil for a linear forecaster.
    public let booster: TreeBooster?

    /// A trainer.
    /// - Parameter booster: grows trees; nil for a linear forecaster.
    public init(booster: TreeBooster? = nil) {
        self.booster = booster
    }

    /// Fits to the outcomes measured before a moment.
    ///
    /// Where history is too short to validate on, the result is the plain ridge regression without intervals.
    /// - Parameters:
    ///   - examples: hours with inputs and outcomes.
    ///   - cut: nothing measured at or after it is learned from, or chosen by.
    ///   - loop: how sensors and horizons are run; the result does not depend on it.
    ///   - watch: is told of progress, and asked whether to go on.
    /// - Returns: the fitted forecaster.
    /// - Throws: ``LearningError`` when a sensor has too few outcomes, the equations cannot be solved, the booster fails,
    ///   or with `.cancelled`.
    public func fit(
        _ examples: ForecastExamples, outcomesBefore cut: Timestamp, concurrently loop: ConcurrentLoop = .serial,
        watch: TrainingWatch = .none
    ) throws(LearningError) -> Forecaster {
        try fitValidated(examples, outcomesBefore: cut, concurrently: loop, watch: watch).forecaster
    }

    /// Fits, and tells how large the errors of validation were.
    /// - Parameters:
    ///   - examples: hours with inputs and outcomes.
    ///   - cut: nothing measured at or after it is learned from, or chosen by.
    ///   - loop: how sensors and horizons are run; the result does not depend on it.
    ///   - watch: is told of progress, and asked whether to go on.
    /// - Returns: the fitted forecaster, and one entry an output; none where history is too short to validate on.
    /// - Throws: as ``fit(_:outcomesBefore:concurrently:watch:)``.
    public func fitValidated(
        _ examples: ForecastExamples, outcomesBefore cut: Timestamp, concurrently loop: ConcurrentLoop = .serial,
        watch: TrainingWatch = .none
    ) throws(LearningError) -> (forecaster: Forecaster, validation: [ValidationErrors]) {
        let fitted = try fitCalibrated(examples, outcomesBefore: cut, concurrently: loop, watch: watch)
        return (fitted.forecaster, fitted.validation)
    }

    /// Fits, and hands over the errors of validation as well: one entry an output, none without validation.
    func fitCalibrated(
        _ examples: ForecastExamples, outcomesBefore cut: Timestamp, concurrently loop: ConcurrentLoop,
        watch: TrainingWatch
    ) throws(LearningError) -> (
        forecaster: Forecaster, calibrations: [ConformalCalibration], validation: [ValidationErrors]
    ) {
        let schema = examples.schema
        let first = examples.issuedAt.min() ?? cut
        let last = examples.issuedAt.max()?.advanced(hours: 1) ?? cut
        let stretches = WalkForward(from: first, until: min(cut, last))
        let linear = try RidgeForecasterTrainer.fit(
            examples, outcomesBefore: stretches.starts + [cut], penalties: Self.penalties, concurrently: loop)
        let final = try linear[stretches.starts.count].get()
        let validated = linear[..<stretches.starts.count].map { try? $0.get() }
        guard validated.contains(where: { $0 != nil }) else {
            return (Forecaster(final[0], neighbours: examples.neighbours), [], [])
        }

        let trees = try grow(
            examples,
            before: stretches.starts.indices.map { validated[$0] == nil ? nil : stretches.starts[$0] } + [cut],
            concurrently: loop, watch: watch)
        let changes = ValidationChanges(
            examples, stretches: stretches, linear: validated, trees: trees, concurrently: loop)
        let outputs = loop.map(schema.outputCount) { output in
            changes.output(output, linearModels: Self.penalties.count, hasTrees: booster != nil)
        }
        let blend = outputs.map(\.choice.weight)
        let boosted: BoostedForecaster? =
            if let grown = trees.last, blend.contains(where: { $0.boosted > 0 }) {
                try BoostedForecaster(
                    schema: schema, ensembles: zip(grown, blend).map { $1.boosted > 0 ? $0 : nil })
            } else {
                nil
            }
        let calibrations = outputs.map(\.calibration)
        let forecaster = try Forecaster(
            linear: try RidgeForecaster(choosing: outputs.map(\.choice.linearModel), from: final), boosted: boosted,
            blend: blend, intervals: ForecastInterval.shipped(by: calibrations), neighbours: examples.neighbours)
        return (forecaster, calibrations, outputs.map(\.errors))
    }

    /// The trees of every output for each moment; empty without a booster, nil where there is no moment.
    private func grow(
        _ examples: ForecastExamples, before cuts: [Timestamp?], concurrently loop: ConcurrentLoop,
        watch: TrainingWatch
    ) throws(LearningError) -> [[BoostedForecaster.Ensemble?]] {
        guard let booster else { return [] }
        let outputs = examples.schema.outputCount
        let jobs = cuts.indices.flatMap { cut in (0..<outputs).map { (cut: cut, output: $0) } }
        watch.begin(jobs.count)
        let grown = loop.map(jobs.count) { place in
            Result { () throws(LearningError) -> BoostedForecaster.Ensemble? in
                defer { watch.pieceEnded() }
                // The largest pieces come first, so that no thread is left alone with one at the end.
                let job = jobs[jobs.count - 1 - place]
                guard let cut = cuts[job.cut] else { return nil }
                if watch.isCancelled() { throw LearningError(subject: "boosted trees", reason: .cancelled) }
                return try booster.ensemble(for: examples, output: job.output, outcomesBefore: cut)
            }
        }
        var found = [[BoostedForecaster.Ensemble?]](
            repeating: [BoostedForecaster.Ensemble?](repeating: nil, count: outputs), count: cuts.count)
        for (place, result) in grown.enumerated() {
            let job = jobs[jobs.count - 1 - place]
            found[job.cut][job.output] = try result.get()
        }
        return found
    }
}
