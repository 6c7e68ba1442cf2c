import Features
import Foundation
import Readings

/// Forecast inputs straight from their definitions, from a station's newest values by clock hour.
struct NaiveForecastInputs {
    let schema: ForecastSchema
    /// The nearest first, nil for one that is not known.
    private let neighbours: [[[Int64: Double]]?]
    /// By quantity, then by hour since 1970.
    private let values: [[Int64: Double]]

    init(schema: ForecastSchema, series: StationSeries, neighbours: [StationSeries?] = []) {
        self.schema = schema
        self.neighbours = neighbours.map { $0.map(Self.values) }
        values = Self.values(of: series)
    }

    private static func values(of series: StationSeries) -> [[Int64: Double]] {
        series.columns.map { column in
            var byHour: [Int64: Double] = [:]
            for (time, value) in zip(series.times, column) where !value.isNaN {
                byHour[Int64((Double(time.milliseconds) / 3_600_000).rounded(.down))] = value
            }
            return byHour
        }
    }

    /// The columns at an issue hour, counted from 1970.
    func row(at hour: Int64) -> [Double] {
        var row: [Double] = []
        for input in schema.inputs { row.append(value(of: input.definition, hour, row)) }
        return row
    }

    private func value(of definition: ForecastInput.Definition, _ hour: Int64, _ row: [Double]) -> Double {
        func past(_ sensor: Int, _ back: Int, of station: [[Int64: Double]]? = nil) -> Double {
            let hours = (0...6).map { hour - Int64(back + $0) }.filter { $0 > hour - 168 }
            return hours.compactMap { (station ?? values)[sensor][$0] }.first ?? .nan
        }
        func near(_ rank: Int, _ sensor: Int) -> Double {
            rank < neighbours.count ? neighbours[rank]?[sensor][hour] ?? .nan : .nan
        }
        func mean(_ values: [Double], needing count: Int) -> Double {
            let known = values.filter { !$0.isNaN }
            return known.count >= count ? known.reduce(0, +) / Double(known.count) : .nan
        }
        func clock(_ horizon: Int) -> Double { Double((((hour + Int64(horizon)) % 24) + 24) % 24) }
        func yesterday(_ horizon: Int) -> Int { [1: 23, 3: 21, 6: 18, 12: 12, 24: 0, 30: 18, 48: 0][horizon] ?? -1 }
        switch definition {
        case .level(let sensor): return past(sensor, 0)
        case .change(let sensor, let hours): return past(sensor, 0) - past(sensor, hours)
        case .dayMean(let sensor): return mean((0..<24).map { past(sensor, $0) }, needing: 12) - past(sensor, 0)
        case .yesterday(let sensor, let horizon): return past(sensor, yesterday(horizon)) - past(sensor, 0)
        case .weekMean(let sensor, let horizon):
            return mean((0..<7).map { past(sensor, yesterday(horizon) + 24 * $0) }, needing: 1) - past(sensor, 0)
        case .sine(let harmonic, let horizon): return sin(2 * .pi * Double(harmonic) * clock(horizon) / 24)
        case .cosine(let harmonic, let horizon): return cos(2 * .pi * Double(harmonic) * clock(horizon) / 24)
        case .neighbour(let rank, let sensor): return near(rank, sensor) - past(sensor, 0)
        case .neighbourChange(let rank, let sensor, let hours):
            return near(rank, sensor).isNaN
                ? .nan : near(rank, sensor) - past(sensor, hours, of: neighbours[rank])
        case .product(let left, let right): return row[left] * row[right]
        }
    }
}
