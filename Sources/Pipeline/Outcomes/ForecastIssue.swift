import Features
import Learning
import Ledger
import Readings
import Registry

/// The forecasts that a version issues from each hour of stations' readings, as the ledger keeps them.
struct ForecastIssue {
    /// The level of the interval that is kept.
    private static let level = 0.8

    let model: LoadedForecaster
    let quarantine: Quarantine
    let madeAt: Timestamp

    /// All forecasts of some hours.
    /// - Parameters:
    ///   - series: the stations' readings, flagged values missing, from a week before the first hour on.
    ///   - first: the first hour of issue, in hours since 1970.
    ///   - issued: hours that are issued already, by station.
    /// - Returns: one for each station, hour with a value, horizon and sensor.
    /// - Throws: ``LearningError`` when the model cannot be run.
    func forecasts(
        of series: [(station: String, series: StationSeries)], from first: Int64,
        except issued: [String: Set<Int64>] = [:]
    ) throws(LearningError) -> [KeptForecast] {
        let schema = model.forecaster.schema
        let extractor = ForecastInputExtractor(schema: schema)
        let interval = model.forecaster.intervals.first { abs($0.level - Self.level) < 1e-9 }
        let grids = grids(of: series) { $0.isOver }
        let neighbours = quarantine.isEmpty ? grids : self.grids(of: series) { _ in true }
        var inputs = [Float](repeating: .nan, count: schema.inputs.count)
        var forecasts: [KeptForecast] = []
        for (station, grid) in grids.sorted(by: { $0.key < $1.key }) {
            let known = issued[station] ?? []
            let near = model.forecaster.neighbours[station].map { neighbours[$0] }
            // A week must lie before the first hour, so that a restart computes the same from the same readings.
            let begin = max(Int(first - grid.firstHour), ForecastSchema.historyHours - 1)
            for hour in stride(from: begin, to: grid.hourCount, by: 1) {
                if known.contains(grid.firstHour + Int64(hour)) { continue }
                // Carried values are issued from where a service is asked; an hour of its own has nothing new.
                guard grid.columns.contains(where: { !$0[hour].isNaN }) else { continue }
                let present = grid.present(atHour: hour)
                inputs.withUnsafeMutableBufferPointer { extractor.fill($0, of: grid, atHour: hour, neighbours: near) }
                let values = try model.forecasts(inputs: inputs, present: present)
                let issued = grid.time(ofHour: hour)
                for output in values.indices where values[output].isFinite {
                    let (horizon, sensor) = output.quotientAndRemainder(dividingBy: schema.sensors.quantities.count)
                    let quantity = schema.sensors.quantities[sensor]
                    let range = quantity.physicalRange
                    let clamp = { (value: Double) in min(max(value, range.lowerBound), range.upperBound) }
                    let bounds = interval.map { interval in
                        let lower = clamp(values[output] + Double(interval.lower[output]))
                        return lower...max(lower, clamp(values[output] + Double(interval.upper[output])))
                    }
                    forecasts.append(
                        KeptForecast(
                            series: ForecastSeries(
                                model: model.version.name, version: model.version.number, station: station,
                                sensor: quantity.name, horizon: schema.horizons[horizon]),
                            targetHour: issued.hourIndex + Int64(schema.horizons[horizon]), madeAt: madeAt,
                            value: clamp(values[output]), interval: bounds, present: present[sensor],
                            isDoubted: quarantine.covers(station: station, sensor: quantity.name, at: issued)))
                }
            }
        }
        return forecasts
    }

    /// Stations' hours without what is not believed and wanted to be left out.
    ///
    /// A fault that is over is left out, as it is in training. One that lasts is left out of what others see of the station;
    /// its own forecasts go on from what it says, and are marked.
    private func grids(
        of series: [(station: String, series: StationSeries)], leavingOut isLeftOut: (FeedDoubt) -> Bool
    ) -> [String: HourlyGrid] {
        Dictionary(
            series.map { station, series in
                let doubts = quarantine.doubts(ofStation: station).filter(isLeftOut)
                return (station, HourlyGrid(of: series.without(doubts, of: model.forecaster.schema.sensors)))
            }
        ) { first, _ in first }
    }
}
