import Features
import Readings

/// Scores of a forecaster over hours that it was not fitted to.
public struct ForecastEvaluation: Sendable, Equatable {
    /// One score for each sensor and horizon that has outcomes, sensor by sensor.
    public let scores: [ForecastScore]

    /// Sums over the forecasts of one sensor and horizon.
    private struct Sums {
        var count = 0
        var absolute = 0.0
        var squared = 0.0
        var signed = 0.0
        var persistence = 0.0
        var seasonalNaive = 0.0
        var climatology = 0.0
    }

    /// Judges a forecaster.
    ///
    /// The naive forecasts fall back to persistence where they are undefined, so that all are judged on the same hours.
    /// - Parameters:
    ///   - forecaster: fitted to other hours.
    ///   - examples: hours with outcomes, of the forecaster's schema.
    ///   - rows: the hours to judge on.
    public init(of forecaster: RidgeForecaster, on examples: ForecastExamples, rows: [Int]) {
        let schema = forecaster.schema
        let sensors = schema.sensors.quantities.count
        let naive = NaiveColumns(schema: schema)
        var sums = [Sums](repeating: Sums(), count: forecaster.outputCount)
        for row in rows {
            let present = examples.present[row * sensors..<(row + 1) * sensors]
            let forecasts = forecaster.forecasts(inputs: examples.inputs[row: row], present: present)
            for horizon in schema.horizons.indices {
                for sensor in 0..<sensors {
                    let outcome = examples.outcome(row: row, horizon: horizon, sensor: sensor)
                    let now = examples.present(row: row, sensor: sensor)
                    if outcome.isNaN || now.isNaN { continue }
                    let output = forecaster.output(horizon: horizon, sensor: sensor)
                    let error = forecasts[output] - outcome
                    sums[output].count += 1
                    sums[output].absolute += abs(error)
                    sums[output].squared += error * error
                    sums[output].signed += error
                    sums[output].persistence += abs(now - outcome)
                    let yesterday = Double(examples.inputs[row, naive.yesterday[output]])
                    let week = Double(examples.inputs[row, naive.weekMean[output]])
                    sums[output].seasonalNaive += abs(now + (yesterday.isNaN ? 0 : yesterday) - outcome)
                    sums[output].climatology += abs(now + (week.isNaN ? 0 : week) - outcome)
                }
            }
        }
        scores = schema.sensors.quantities.indices.flatMap { sensor in
            schema.horizons.indices.compactMap { horizon in
                let sum = sums[forecaster.output(horizon: horizon, sensor: sensor)]
                guard sum.count > 0 else { return nil }
                let count = Double(sum.count)
                return ForecastScore(
                    sensor: schema.sensors.quantities[sensor].name, horizon: schema.horizons[horizon],
                    count: sum.count, meanAbsoluteError: sum.absolute / count,
                    rootMeanSquaredError: (sum.squared / count).squareRoot(), bias: sum.signed / count,
                    persistenceError: sum.persistence / count, seasonalNaiveError: sum.seasonalNaive / count,
                    climatologyError: sum.climatology / count)
            }
        }
    }
}

/// For each output the columns that hold the naive forecasts, less the present value.
private struct NaiveColumns {
    let yesterday: [Int]
    let weekMean: [Int]

    init(schema: ForecastSchema) {
        var places: [ForecastInput.Definition: Int] = [:]
        for (place, input) in schema.inputs.enumerated() { places[input.definition] = place }
        let outputs = schema.horizons.flatMap { horizon in
            schema.sensors.quantities.indices.map { (horizon: horizon, sensor: $0) }
        }
        yesterday = outputs.map { places[.yesterday(sensor: $0.sensor, horizon: $0.horizon)] ?? 0 }
        weekMean = outputs.map { places[.weekMean(sensor: $0.sensor, horizon: $0.horizon)] ?? 0 }
    }
}
