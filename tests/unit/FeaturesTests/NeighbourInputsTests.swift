import Features
import Readings
import TestSupport
import Testing

/// What a forecaster sees of the stations around.
struct NeighbourInputsTests {
    private let schema = ForecastSchema(sensors: .weather, horizons: [3], neighbours: 2)

    private func row(_ grid: HourlyGrid, hour: Int, neighbours: [HourlyGrid?]) -> [Float] {
        var row = [Float](repeating: 0, count: schema.inputs.count)
        row.withUnsafeMutableBufferPointer {
            ForecastInputExtractor(schema: schema).fill($0, of: grid, atHour: hour, neighbours: neighbours)
        }
        return row
    }

    /// Irregular readings, the first of them in the first hour of 1970.
    private func series(seed: UInt64) -> StationSeries {
        let series = StationSeries.irregular(count: 1_000, quantities: 4, seed: seed)
        let first = series.times.first?.hourIndex ?? 0
        return StationSeries(
            times: series.times.map { Timestamp(milliseconds: $0.milliseconds - first * 3_600_000) },
            columns: series.columns)
    }

    private func hourly(_ hours: some Sequence<Int>, _ value: (Int) -> Double) -> HourlyGrid {
        var series = StationSeries(quantityCount: 4)
        for hour in hours {
            series.insert([value(hour), 1_013, 50, 3], at: Timestamp(milliseconds: 0).advanced(hours: hour))
        }
        return HourlyGrid(of: series)
    }

    private func value(_ name: String, _ row: [Float]) -> Float {
        row[schema.inputNames.firstIndex(of: name) ?? 0]
    }

    @Test func `computes the definitions on irregular readings of several stations`() {
        let (own, near, far) = (series(seed: 1), series(seed: 2), series(seed: 3))
        for neighbours in [[near, far], [nil, far], [near], []] as [[StationSeries?]] {
            let naive = NaiveForecastInputs(schema: schema, series: own, neighbours: neighbours)
            let grid = HourlyGrid(of: own)
            let grids = neighbours.map { $0.map { HourlyGrid(of: $0) } }
            var defined = 0
            for hour in 0..<grid.hourCount {
                let row = row(grid, hour: hour, neighbours: grids)
                let expected = naive.row(at: grid.firstHour + Int64(hour))
                for place in schema.neighbourInputs {
                    let value = Float(expected[place])
                    #expect(value.isNaN ? row[place].isNaN : row[place] == value, "\(schema.inputNames[place])")
                    if !value.isNaN { defined += 1 }
                }
            }
            #expect(neighbours.isEmpty ? defined == 0 : defined > 100)
        }
    }

    @Test func `knows a neighbour only in hours in which it reported`() {
        let grid = hourly(0..<200) { Double($0) }
        let near = hourly((0..<200).filter { $0 != 190 && $0 != 187 }) { Double(2 * $0) }
        let known = row(grid, hour: 191, neighbours: [near])
        #expect(value("neighbour_1_temperature_difference", known) == 2 * 191 - 191)
        #expect(value("neighbour_1_temperature_change_1h", known) == 2 * 191 - 2 * 189, "the hour before is carried")
        #expect(value("neighbour_1_temperature_change_3h", known) == 2 * 191 - 2 * 188)
        let unknown = row(grid, hour: 190, neighbours: [near])
        #expect(schema.neighbourInputs.allSatisfy { unknown[$0].isNaN })
        #expect(value("temperature_change_1h", unknown) == 1)
    }

    @Test func `sees nothing of a neighbour's later hours`() {
        let grid = hourly(0..<200) { Double($0) }
        let ahead = hourly(0..<300) { Double($0 * $0) }
        let behind = hourly(0..<181) { Double($0 * $0) }
        #expect(
            row(grid, hour: 180, neighbours: [ahead, ahead]).map(\.bitPattern)
                == row(grid, hour: 180, neighbours: [behind, behind]).map(\.bitPattern))
        let late = row(grid, hour: 181, neighbours: [behind])
        #expect(schema.neighbourInputs.allSatisfy { late[$0].isNaN })
    }

    @Test func `gives weeks of history the same bits as whole histories`() {
        let (own, near) = (series(seed: 4), series(seed: 5))
        let (whole, wholeNear) = (HourlyGrid(of: own), HourlyGrid(of: near))
        var compared = 0
        for hour in stride(from: 200, to: whole.hourCount, by: 11) {
            let last = whole.firstHour + Int64(hour)
            let (week, weekNear) = (
                HourlyGrid(of: own, from: last - 167, through: last),
                HourlyGrid(of: near, from: last - 167, through: last)
            )
            let found = row(week, hour: 167, neighbours: [weekNear])
            #expect(found.map(\.bitPattern) == row(whole, hour: hour, neighbours: [wholeNear]).map(\.bitPattern))
            compared += found[schema.neighbourInputs].count { !$0.isNaN }
        }
        #expect(compared > 100)
    }
}
