import Foundation
import Features
import Readings

/// Features straight from their definitions: each looks through all readings.
struct NaiveFeatures {
    let schema: FeatureSchema
    let series: StationSeries

    func row(_ row: Int) -> [Double] {
        schema.features.map { value(of: $0.definition, row) }
    }

    private func value(of definition: FeatureDefinition, _ row: Int) -> Double {
        let now = series.times[row]
        switch definition {
        case .sensor(let sensor):
            return series.columns[sensor][row]
        case .product(let left, let right):
            return series.columns[left][row] * series.columns[right][row]
        case .lag(let sensor, let hours):
            let then = now.advanced(hours: -hours)
            return (0..<row).last { series.times[$0] == then }.map { series.columns[sensor][$0] } ?? .nan
        case .rolling(let sensor, let hours, let statistic):
            let window = (0...row).filter { series.times[$0] > now.advanced(hours: -hours) }
                .map { series.columns[sensor][$0] }.filter { !$0.isNaN }
            return value(of: statistic, window)
        case .departure(let sensor, let usual):
            return series.columns[sensor][row] - value(of: usual, sensor: sensor, before: row)
        case .calendar(let part):
            var calendar = Calendar(identifier: .gregorian)
            calendar.timeZone = .gmt
            let date = Date(timeIntervalSince1970: Double(now.milliseconds) / 1000)
            let hour = Double(calendar.component(.hour, from: date))
            return switch part {
            case .hourSin: sin(2 * .pi * hour / 24)
            case .hourCos: cos(2 * .pi * hour / 24)
            case .dayOfWeek: Double((calendar.component(.weekday, from: date) + 5) % 7)
            case .month: Double(calendar.component(.month, from: date))
            }
        }
    }

    private func value(of usual: FeatureDefinition.Usual, sensor: Int, before row: Int) -> Double {
        let now = series.times[row]
        let earliest = now.advanced(hours: -usual.hours)
        let window = (0..<row).filter { series.times[$0] >= earliest && series.times[$0] < now }
        let values = window.map { series.columns[sensor][$0] }.filter { !$0.isNaN }
        switch usual {
        case .lag:
            return window.last { series.times[$0] == earliest }.map { series.columns[sensor][$0] } ?? .nan
        case .mean:
            // From the newest to the oldest: a difference of nearly equal numbers shows the last bits of a sum.
            return values.reversed().reduce(0, +) / Double(values.count)
        case .median:
            let sorted = values.sorted()
            guard let middle = sorted.dropFirst((sorted.count - 1) / 2).first else { return .nan }
            return (middle + sorted[sorted.count / 2]) / 2
        }
    }

    private func value(of statistic: FeatureDefinition.Statistic, _ window: [Double]) -> Double {
        let mean = window.reduce(0, +) / Double(window.count)
        switch statistic {
        case .mean: return mean
        case .min: return window.min() ?? .nan
        case .max: return window.max() ?? .nan
        case .std:
            guard window.count > 1 else { return .nan }
            return (window.map { ($0 - mean) * ($0 - mean) }.reduce(0, +) / Double(window.count - 1)).squareRoot()
        }
    }
}
