import Features
import Readings
import TestSupport
import Testing

struct ForecastInputExtractorTests {
    private func row(_ schema: ForecastSchema, _ grid: HourlyGrid, hour: Int) -> [Float] {
        var row = [Float](repeating: 0, count: schema.inputs.count)
        row.withUnsafeMutableBufferPointer {
            ForecastInputExtractor(schema: schema).fill($0, of: grid, atHour: hour)
        }
        return row
    }

    /// Half a year with gaps of all lengths, several readings in some hours and missing values.
    private func series(seed: UInt64) -> StationSeries {
        .irregular(count: 2_000, quantities: 4, seed: seed)
    }

    @Test(
        arguments: [
            (ForecastSchema.weather, 1), (.weather, 2), (ForecastSchema(sensors: .weather, horizons: [48, 30, 1]), 3),
        ] as [(ForecastSchema, UInt64)])
    func `computes the definitions on irregular readings`(schema: ForecastSchema, seed: UInt64) {
        let series = series(seed: seed)
        let naive = NaiveForecastInputs(schema: schema, series: series)
        let grid = HourlyGrid(of: series)
        var random = SeededRandom(seed: seed)
        var (defined, undefined) = (0, 0)
        for _ in 0..<300 {
            let hour = Int.random(in: 0..<grid.hourCount, using: &random)
            let row = row(schema, grid, hour: hour)
            let expected = naive.row(at: grid.firstHour + Int64(hour))
            for (place, value) in expected.enumerated() {
                // Two rounded factors make a product; the sums of a mean may run in another order.
                let isRight =
                    value.isNaN
                    ? row[place].isNaN : abs(Double(row[place]) - value) <= max(1e-6, 4 * Double(Float(value).ulp))
                #expect(isRight, "hour \(hour), \(schema.inputNames[place]): \(value), not \(row[place])")
                if value.isNaN { undefined += 1 } else { defined += 1 }
            }
        }
        #expect(defined > 10_000 && undefined > 10_000)
    }

    @Test func `gives a week of history the same bits as the whole history`() {
        let schema = ForecastSchema.weather
        let series = series(seed: 5)
        let whole = HourlyGrid(of: series)
        var compared = 0
        for place in stride(from: 40, to: series.count, by: 7) {
            // All of the last reading's clock hour is known.
            let issueHour = series.times[place].hourIndex
            let end = series.firstIndex(after: Timestamp(milliseconds: (issueHour + 1) * 3_600_000 - 1))
            let newest = series.times[end - 1]
            var week = StationSeries(
                times: Array(series.times[..<end]), columns: series.columns.map { Array($0[..<end]) })
            week.removeReadings(upTo: newest.advanced(hours: -ForecastSchema.historyHours))
            let grid = HourlyGrid(of: week, from: issueHour - 167, through: issueHour)
            let hour = Int(issueHour - whole.firstHour)
            #expect(bits(row(schema, grid, hour: 167)) == bits(row(schema, whole, hour: hour)))
            #expect(
                grid.present(atHour: 167).map(\.bitPattern) == whole.present(atHour: hour).map(\.bitPattern))
            compared += 1
        }
        #expect(compared > 250)
    }

    @Test func `does not look past a gap longer than six hours`() {
        let schema = ForecastSchema.weather
        var series = StationSeries(quantityCount: 4)
        let start = Timestamp(milliseconds: 0)
        for hour in 0..<200 where !(190...196).contains(hour) {
            series.insert([Double(hour), 1013, 50, 3], at: start.advanced(hours: hour))
        }
        let grid = HourlyGrid(of: series)
        func value(_ name: String, hour: Int) -> Float {
            row(schema, grid, hour: hour)[schema.inputNames.firstIndex(of: name) ?? 0]
        }
        #expect(value("temperature_change_1h", hour: 190) == 0)
        #expect(value("temperature_change_1h", hour: 195) == 0)
        #expect(value("temperature_change_24h", hour: 195) == 189 - 171)
        #expect(value("temperature_change_24h", hour: 196).isNaN)
        #expect(value("temperature_change_1h", hour: 197).isNaN)
        #expect(value("temperature_change_2h", hour: 197) == 197 - 189)
        #expect(value("temperature_change_1h", hour: 198) == 1)
    }

    @Test func `needs twelve known hours for the day's mean`() {
        let schema = ForecastSchema.weather
        let start = Timestamp(milliseconds: 0)
        var series = StationSeries(quantityCount: 4)
        for hour in 0..<20 { series.insert([Double(hour), 1013, 50, 3], at: start.advanced(hours: hour)) }
        let grid = HourlyGrid(of: series)
        let place = schema.inputNames.firstIndex(of: "temperature_from_day_mean") ?? 0
        #expect(row(schema, grid, hour: 10)[place].isNaN)
        #expect(row(schema, grid, hour: 11)[place] == 5.5 - 11)
        #expect(row(schema, grid, hour: 19)[place] == 9.5 - 19)
    }
}
