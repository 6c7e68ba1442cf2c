import Pipeline
import Readings

extension ForecastFan {
    /// Random forecasts of five horizons, measured hourly from a day before to the last of them.
    static func sample(sensor: String, unit: String, issuedAt: Timestamp, random: inout Weyl) -> ForecastFan {
        let forecast = random.numbers(5).map { 20 + $0 }
        return ForecastFan(
            station: "JFK", sensor: sensor, unit: unit, issuedAt: issuedAt, present: 20.5,
            horizons: [1, 3, 6, 12, 24], forecast: forecast, outcome: random.numbers(5).map { 20 + $0 },
            bands: [0.5, 0.8, 0.95].map { level in
                Band(level: level, lower: forecast.map { $0 - level }, upper: forecast.map { $0 + level })
            },
            times: (-24...24).map { issuedAt.advanced(hours: $0) }, measured: random.numbers(49).map { 20 + $0 })
    }

    /// Each text being `text`, each number `number`, with `count` horizons and measurements.
    static func uniform(text: String, number: Double, count: Int) -> ForecastFan {
        let start = Timestamp(milliseconds: 0)
        let numbers = [Double](repeating: number, count: count)
        return ForecastFan(
            station: text, sensor: text, unit: text, issuedAt: start, present: number, horizons: Array(0..<count),
            forecast: numbers, outcome: numbers, bands: [Band(level: 0.8, lower: numbers, upper: numbers)],
            times: numbers.indices.map { start.advanced(hours: $0) }, measured: numbers)
    }
}
