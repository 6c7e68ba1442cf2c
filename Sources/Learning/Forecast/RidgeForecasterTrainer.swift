import Features
public import Readings

/// Fits a ridge regression of the change from the present for every sensor and horizon, pooled over the stations.
///
/// A. E. Hoerl, R. W. Kennard, "Ridge Regression: Biased Estimation for Nonorthogonal Problems" (1970),
/// doi 10.1080/00401706.1970.10488634.
public struct RidgeForecasterTrainer: Sendable {
    /// Weight of the squared coefficients against the squared errors, on standardised inputs; > 0.
    public let penalty: Double

    /// Rows that a model of one sensor and horizon needs at least.
    public static let fewestRows = 200

    /// A trainer.
    /// - Parameter penalty: > 0; 30 was chosen on a year of hourly weather.
    public init(penalty: Double = 30) {
        self.penalty = penalty
    }

    /// Fits all models to the outcomes measured before a moment.
    /// - Parameters:
    ///   - examples: hours with inputs and outcomes.
    ///   - cut: nothing measured at or after it is learned from.
    ///   - loop: how the horizons are run; the fitted numbers do not depend on it.
    /// - Returns: the fitted forecaster.
    /// - Throws: ``LearningError`` when a sensor has too few outcomes or the equations cannot be solved.
    public func fit(
        _ examples: ForecastExamples, outcomesBefore cut: Timestamp, concurrently loop: ConcurrentLoop = .serial
    ) throws(LearningError) -> RidgeForecaster {
        guard penalty > 0, penalty.isFinite else {
            throw LearningError(
                subject: "ridge forecaster",
                reason: .parameterOutOfRange(name: "penalty", value: "\(penalty)", allowed: "greater than 0"))
        }
        let schema = examples.schema
        // The values of a clock hour may have been measured until its end.
        let rows = (0..<examples.rowCount).filter { examples.issuedAt[$0].advanced(hours: 1) <= cut }
        guard rows.count >= Self.fewestRows else {
            throw LearningError(
                subject: "ridge forecaster", reason: .tooFewRows(have: rows.count, need: Self.fewestRows))
        }
        let scale = ColumnScale(of: examples.inputs, rows: rows)
        let fitted = loop.map(schema.horizons.count) { horizon in
            coefficients(of: horizon, examples: examples, rows: rows, scale: scale, cut: cut)
        }
        let sensors = schema.sensors.quantities.count
        let outputs = schema.horizons.count * sensors
        var weights = [Float](repeating: 0, count: schema.inputs.count * outputs)
        var intercepts: [Float] = []
        for (horizon, result) in fitted.enumerated() {
            for (sensor, solution) in try result.get().enumerated() {
                for (place, column) in schema.inputsByHorizon[horizon].enumerated() {
                    weights[column * outputs + horizon * sensors + sensor] = Float(solution[place])
                }
                intercepts.append(Float(solution[solution.count - 1]))
            }
        }
        return try RidgeForecaster(schema: schema, scale: scale, weights: weights, intercepts: intercepts)
    }

    /// The solutions of one horizon, one a sensor.
    private func coefficients(
        of horizon: Int, examples: ForecastExamples, rows: [Int], scale: ColumnScale, cut: Timestamp
    ) -> Result<[[Double]], LearningError> {
        let schema = examples.schema
        let columns = schema.inputsByHorizon[horizon]
        let sensors = schema.sensors.quantities.count
        // Rows that know the same sensors share one sum of squares, which is nearly all the work.
        var sums: [Int: NormalEquations] = [:]
        var row = [Double](repeating: 0, count: columns.count)
        var targets = [Double](repeating: .nan, count: sensors)
        for place in rows where examples.issuedAt[place].advanced(hours: schema.horizons[horizon] + 1) <= cut {
            var known = 0
            for sensor in 0..<sensors {
                targets[sensor] =
                    examples.outcome(row: place, horizon: horizon, sensor: sensor)
                    - examples.present(row: place, sensor: sensor)
                if !targets[sensor].isNaN { known |= 1 << sensor }
            }
            if known == 0 { continue }
            for (index, column) in columns.enumerated() {
                row[index] = Double(scale.standardized(examples.inputs[place, column], column: column))
            }
            sums[known, default: NormalEquations(columns: columns.count, targets: sensors)].add(row, targets: targets)
        }
        var solutions: [[Double]] = []
        for sensor in 0..<sensors {
            let name = "\(schema.sensors.quantities[sensor].name) \(schema.horizons[horizon]) h ahead"
            var total = NormalEquations(columns: columns.count, targets: sensors)
            for known in sums.keys.sorted() where known & (1 << sensor) != 0 {
                if let part = sums[known] { total.add(part) }
            }
            guard total.rowCount >= Self.fewestRows else {
                return .failure(
                    LearningError(subject: name, reason: .tooFewRows(have: total.rowCount, need: Self.fewestRows)))
            }
            guard let solution = total.solved(target: sensor, penalty: penalty) else {
                return .failure(LearningError(subject: name, reason: .notPositiveDefinite))
            }
            solutions.append(solution)
        }
        return .success(solutions)
    }
}
