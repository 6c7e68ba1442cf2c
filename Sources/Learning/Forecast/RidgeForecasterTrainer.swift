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
        let fitted = try Self.fit(examples, outcomesBefore: [cut], penalties: [penalty], concurrently: loop)
        return try fitted[0].get()[0]
    }

    /// Fits forecasters for each of several moments and penalties, for little more work than one of them takes.
    ///
    /// All have their inputs scaled as those before the last moment.
    /// - Parameters:
    ///   - examples: hours with inputs and outcomes.
    ///   - cuts: ascending; nothing measured at or after a moment is learned from by its forecasters.
    ///   - penalties: each > 0.
    ///   - loop: how the horizons are run; the fitted numbers do not depend on it.
    /// - Returns: for each moment a forecaster a penalty, or why there is too little before it.
    /// - Throws: ``LearningError`` for a wrong penalty, or when there are too few hours before the last moment.
    static func fit(
        _ examples: ForecastExamples, outcomesBefore cuts: [Timestamp], penalties: [Double],
        concurrently loop: ConcurrentLoop
    ) throws(LearningError) -> [Result<[RidgeForecaster], LearningError>] {
        if let penalty = penalties.first(where: { !($0 > 0 && $0.isFinite) }) {
            throw LearningError(
                subject: "ridge forecaster",
                reason: .parameterOutOfRange(name: "penalty", value: "\(penalty)", allowed: "greater than 0"))
        }
        let schema = examples.schema
        // The values of a clock hour may have been measured until its end.
        let rows = (0..<examples.rowCount).filter { row in
            cuts.last.map { examples.issuedAt[row].advanced(hours: 1) <= $0 } ?? false
        }
        guard rows.count >= fewestRows else {
            throw LearningError(
                subject: "ridge forecaster", reason: .tooFewRows(have: rows.count, need: fewestRows))
        }
        let scale = ColumnScale(width: schema.inputs.count, rows: rows) { examples.inputs.fill($0, ofRow: $1) }
        let fitted = loop.map(schema.horizons.count) { horizon in
            coefficients(
                of: horizon, examples: examples, rows: rows, scale: scale, cuts: cuts, penalties: penalties)
        }
        return cuts.indices.map { cut in
            Result { () throws(LearningError) in
                var solutions: [[[[Double]]]] = []
                for horizon in fitted { solutions.append(try horizon[cut].get()) }
                var forecasters: [RidgeForecaster] = []
                for penalty in penalties.indices {
                    forecasters.append(
                        try forecaster(schema, scale: scale, solutions: solutions.map { $0[penalty] }))
                }
                return forecasters
            }
        }
    }

    private static func forecaster(
        _ schema: ForecastSchema, scale: ColumnScale, solutions: [[[Double]]]
    ) throws(LearningError) -> RidgeForecaster {
        let sensors = schema.sensors.quantities.count
        var weights = [Float](repeating: 0, count: schema.inputs.count * schema.outputCount)
        var intercepts: [Float] = []
        for (horizon, bySensor) in solutions.enumerated() {
            for (sensor, solution) in bySensor.enumerated() {
                for (place, column) in schema.inputsByHorizon[horizon].enumerated() {
                    weights[column * schema.outputCount + horizon * sensors + sensor] = Float(solution[place])
                }
                intercepts.append(Float(solution[solution.count - 1]))
            }
        }
        return try RidgeForecaster(schema: schema, scale: scale, weights: weights, intercepts: intercepts)
    }

    /// The solutions of one horizon, for each moment and penalty one a sensor.
    private static func coefficients(
        of horizon: Int, examples: ForecastExamples, rows: [Int], scale: ColumnScale, cuts: [Timestamp],
        penalties: [Double]
    ) -> [Result<[[[Double]]], LearningError>] {
        let schema = examples.schema
        let columns = schema.inputsByHorizon[horizon]
        let sensors = schema.sensors.quantities.count
        let nothing = NormalEquations(columns: columns.count, targets: sensors)
        // By the moment from which on a row counts, and by the sensors that it knows: rows that know the same sensors
        // share one sum of squares, which is nearly all the work.
        var sums = [[Int: NormalEquations]](repeating: [:], count: cuts.count)
        var inputs = [Float](repeating: 0, count: schema.inputs.count)
        var row = [Double](repeating: 0, count: columns.count)
        var targets = [Double](repeating: .nan, count: sensors)
        for place in rows {
            let known = examples.issuedAt[place].advanced(hours: schema.horizons[horizon] + 1)
            guard let cut = cuts.firstIndex(where: { known <= $0 }) else { continue }
            var sensorsKnown = 0
            for sensor in 0..<sensors {
                targets[sensor] =
                    examples.outcome(row: place, horizon: horizon, sensor: sensor)
                    - examples.present(row: place, sensor: sensor)
                if !targets[sensor].isNaN { sensorsKnown |= 1 << sensor }
            }
            if sensorsKnown == 0 { continue }
            inputs.withUnsafeMutableBufferPointer { examples.inputs.fill($0, ofRow: place) }
            for (index, column) in columns.enumerated() {
                row[index] = Double(scale.standardized(inputs[column], column: column))
            }
            sums[cut][sensorsKnown, default: nothing].add(row, targets: targets)
        }
        var totals = [NormalEquations](repeating: nothing, count: sensors)
        return sums.map { added in
            for (known, part) in added.sorted(by: { $0.key < $1.key }) {
                var part = part
                part.sumUp()
                for sensor in 0..<sensors where known & (1 << sensor) != 0 { totals[sensor].add(part) }
            }
            return Result { () throws(LearningError) in
                var solved: [[[Double]]] = []
                for penalty in penalties {
                    solved.append(try solutions(of: totals, schema: schema, horizon: horizon, penalty: penalty))
                }
                return solved
            }
        }
    }

    private static func solutions(
        of totals: [NormalEquations], schema: ForecastSchema, horizon: Int, penalty: Double
    ) throws(LearningError) -> [[Double]] {
        var solutions: [[Double]] = []
        for (sensor, total) in totals.enumerated() {
            let name = "\(schema.sensors.quantities[sensor].name) \(schema.horizons[horizon]) h ahead"
            guard total.rowCount >= fewestRows else {
                throw LearningError(subject: name, reason: .tooFewRows(have: total.rowCount, need: fewestRows))
            }
            // Where a neighbour says nothing, its columns add nothing, and the rest must forecast as well as alone.
            let late = schema.neighbourInputs.count
            guard let solution = total.solved(target: sensor, penalty: penalty, late: late) else {
                throw LearningError(subject: name, reason: .notPositiveDefinite)
            }
            solutions.append(solution)
        }
        return solutions
    }
}
