import Features
import Learning
import Readings

extension ForecastFan {
    private static let hoursBefore = 24

    /// One hour's forecasts of the first station by name: neither a lucky nor an unlucky hour, but the one in the middle
    /// of all hours ordered by error, each error taken in units of its sensor's and horizon's mean.
    /// - Parameters:
    ///   - issued: forecasts of hours of the examples.
    ///   - examples: hours with outcomes.
    /// - Returns: one a sensor; none when no hour has all forecasts and outcomes.
    static func typical(of issued: [IssuedForecasts], on examples: ForecastExamples) -> [ForecastFan] {
        let station = { (forecasts: IssuedForecasts) in examples.stations[examples.stationCodes[forecasts.row]] }
        guard let first = issued.lazy.map(station).min() else { return [] }
        let candidates = issued.filter { station($0) == first }.map { ($0, errors(of: $0, on: examples)) }
            .filter { $0.1.allSatisfy(\.isFinite) }
        guard let outputs = candidates.first?.1.count else { return [] }
        let means = (0..<outputs).map { output in
            candidates.reduce(0) { $0 + $1.1[output] } / Double(candidates.count)
        }
        let ordered = candidates.map { forecasts, errors in
            (forecasts, zip(errors, means).reduce(0) { $0 + ($1.1 > 0 ? $1.0 / $1.1 : 0) })
        }.sorted { ($0.1, $0.0.row) < ($1.1, $1.0.row) }
        return fans(of: ordered[ordered.count / 2].0, on: examples)
    }

    /// The absolute error of each output, NaN where there is no forecast or outcome.
    private static func errors(of issued: IssuedForecasts, on examples: ForecastExamples) -> [Double] {
        issued.values.indices.map { output in
            let (horizon, sensor) = output.quotientAndRemainder(dividingBy: examples.sensorCount)
            return (issued.values[output] - examples.outcome(row: issued.row, horizon: horizon, sensor: sensor))
                .magnitude
        }
    }

    private static func fans(of issued: IssuedForecasts, on examples: ForecastExamples) -> [ForecastFan] {
        let schema = examples.schema
        let (row, sensors) = (issued.row, examples.sensorCount)
        let moment = examples.issuedAt[row]
        return schema.sensors.quantities.enumerated().map { sensor, quantity in
            let outputs = schema.horizons.indices.map { $0 * sensors + sensor }
            let forecast = outputs.map { issued.values[$0] }
            let range = quantity.physicalRange
            // As the service answers: nothing outside of what can be.
            let clamped = { (value: Double) in min(max(value, range.lowerBound), range.upperBound) }
            let measured = measurements(of: sensor, about: row, on: examples)
            return ForecastFan(
                station: examples.stations[examples.stationCodes[row]], sensor: quantity.name, unit: quantity.unit,
                issuedAt: moment, present: examples.present(row: row, sensor: sensor), horizons: schema.horizons,
                forecast: forecast,
                outcome: schema.horizons.indices.map { examples.outcome(row: row, horizon: $0, sensor: sensor) },
                bands: issued.intervals.map { interval in
                    Band(
                        level: interval.level,
                        lower: zip(outputs, forecast).map { clamped($1 + Double(interval.lower[$0])) },
                        upper: zip(outputs, forecast).map { clamped($1 + Double(interval.upper[$0])) })
                },
                times: measured.map(\.key), measured: measured.map(\.value))
        }
    }

    /// What was measured from a day before a row's hour to its farthest horizon: every outcome that some row has.
    private static func measurements(
        of sensor: Int, about row: Int, on examples: ForecastExamples
    ) -> [(key: Timestamp, value: Double)] {
        let horizons = examples.schema.horizons
        let moment = examples.issuedAt[row]
        let stretch = moment.advanced(hours: -hoursBefore)...moment.advanced(hours: horizons.last ?? 0)
        var measured: [Timestamp: Double] = [:]
        for other in 0..<examples.rowCount where examples.stationCodes[other] == examples.stationCodes[row] {
            for (place, horizon) in horizons.enumerated() {
                let time = examples.issuedAt[other].advanced(hours: horizon)
                let value = examples.outcome(row: other, horizon: place, sensor: sensor)
                if stretch.contains(time), !value.isNaN { measured[time] = value }
            }
        }
        return measured.sorted { $0.key < $1.key }
    }
}
