import Features
import Learning
import Readings

/// Errors of one forecaster wherever an outcome is known, in an order that depends on nothing but the examples.
struct HeldOutErrors: Sendable {
    /// One sensor so many hours ahead.
    struct Output: Hashable, Comparable, Sendable {
        let sensor: String
        let horizon: Int

        static func < (left: Output, right: Output) -> Bool {
            (left.horizon, left.sensor) < (right.horizon, right.sensor)
        }
    }

    /// Whose series one is.
    struct Key: Hashable, Sendable {
        let station: String
        let output: Output
    }

    /// The forecasts of one output for one station, the oldest first.
    struct Series: Sendable {
        let key: Key
        /// For each forecast the hour that it is for, since 1970.
        private(set) var hours: [Int64] = []
        /// For each forecast its absolute error, in the sensor's unit.
        private(set) var absolute: [Double] = []
        /// For each forecast the absolute error of the value at issue.
        private(set) var persistence: [Double] = []

        fileprivate mutating func append(hour: Int64, absolute: Double, persistence: Double) {
            hours.append(hour)
            self.absolute.append(absolute)
            self.persistence.append(persistence)
        }
    }

    /// Those with a forecast.
    let series: [Series]

    /// - Parameters:
    ///   - forecaster: of the examples' schema.
    ///   - examples: hours, with the outcomes alone that count.
    init(of forecaster: Forecaster, on examples: ForecastExamples) {
        let schema = examples.schema
        let sensors = schema.sensors.quantities
        var series = examples.stations.flatMap { station in
            schema.horizons.flatMap { horizon in
                sensors.map { Series(key: Key(station: station, output: Output(sensor: $0.name, horizon: horizon))) }
            }
        }
        for row in 0..<examples.rowCount {
            let (first, issued) = (examples.stationCodes[row] * schema.outputCount, examples.issuedAt[row].hourIndex)
            var values: [Double]?
            for (place, horizon) in schema.horizons.enumerated() {
                for sensor in sensors.indices {
                    let outcome = examples.outcome(row: row, horizon: place, sensor: sensor)
                    if outcome.isNaN { continue }
                    let forecasts = values ?? forecaster.forecasts(of: examples, row: row)
                    values = forecasts
                    let output = place * sensors.count + sensor
                    guard forecasts[output].isFinite else { continue }
                    series[first + output].append(
                        hour: issued + Int64(horizon), absolute: abs(forecasts[output] - outcome),
                        persistence: abs(examples.present(row: row, sensor: sensor) - outcome))
                }
            }
        }
        self.series = series.filter { !$0.hours.isEmpty }
    }

    /// Forecasts held.
    var count: Int { series.reduce(0) { $0 + $1.hours.count } }
}
