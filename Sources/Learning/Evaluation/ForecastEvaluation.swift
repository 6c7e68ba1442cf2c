import Features
import Readings

/// Scores of forecasts of hours that the forecaster was not fitted to.
public struct ForecastEvaluation: Sendable, Equatable {
    /// One score for each sensor and horizon that has outcomes, sensor by sensor.
    public let scores: [ForecastScore]
    /// The same for each station alone.
    public let byStation: [String: [ForecastScore]]
    /// The same for each month of issue alone, such as `2013-07`.
    public let byMonth: [String: [ForecastScore]]

    /// Judges a forecaster.
    ///
    /// The naive forecasts fall back to persistence where they are undefined, so that all are judged on the same hours.
    /// - Parameters:
    ///   - forecaster: fitted to other hours.
    ///   - examples: hours with outcomes, of the forecaster's schema.
    ///   - rows: the hours to judge on.
    public init(of forecaster: Forecaster, on examples: ForecastExamples, rows: [Int]) {
        let issued = rows.map { row in
            IssuedForecasts(
                row: row, values: forecaster.forecasts(of: examples, row: row), intervals: forecaster.intervals)
        }
        self.init(of: issued, on: examples)
    }

    /// Judges forecasts, each with the intervals that it was issued with.
    /// - Parameters:
    ///   - issued: forecasts of hours of the examples; all with intervals of the same levels.
    ///   - examples: hours with outcomes.
    public init(of issued: [IssuedForecasts], on examples: ForecastExamples) {
        let schema = examples.schema
        let levels = issued.first?.intervals.map(\.level) ?? []
        let naive = NaiveForecasts(schema: schema)
        let nothing = [ForecastSums](repeating: ForecastSums(levels: levels.count), count: schema.outputCount)
        var all = nothing
        var byStation: [String: [ForecastSums]] = [:]
        var byMonth: [String: [ForecastSums]] = [:]
        for forecasts in issued {
            let row = forecasts.row
            let station = examples.stations[examples.stationCodes[row]]
            let month = String(examples.issuedAt[row].description.prefix(7))
            let inputs = examples.inputs[row: row]
            for output in 0..<schema.outputCount {
                let (horizon, sensor) = output.quotientAndRemainder(dividingBy: examples.sensorCount)
                let now = examples.present(row: row, sensor: sensor)
                let outcome = examples.outcome(row: row, horizon: horizon, sensor: sensor) - now
                if outcome.isNaN { continue }
                let simple = naive.changes(output: output, inputs: inputs)
                let bounds = forecasts.intervals.map {
                    (level: $0.level, lower: Double($0.lower[output]), upper: Double($0.upper[output]))
                }
                let add = { (sums: inout [ForecastSums]) in
                    sums[output].add(
                        forecast: forecasts.values[output] - now, outcome: outcome, yesterday: simple.yesterday,
                        week: simple.week, bounds: bounds)
                }
                add(&all)
                add(&byStation[station, default: nothing])
                add(&byMonth[month, default: nothing])
            }
        }
        func scores(_ sums: [ForecastSums]) -> [ForecastScore] {
            schema.sensors.quantities.indices.flatMap { sensor in
                schema.horizons.indices.compactMap { horizon in
                    sums[horizon * schema.sensors.quantities.count + sensor].score(
                        sensor: schema.sensors.quantities[sensor].name, horizon: schema.horizons[horizon],
                        levels: levels)
                }
            }
        }
        self.scores = scores(all)
        self.byStation = byStation.mapValues(scores)
        self.byMonth = byMonth.mapValues(scores)
    }
}
