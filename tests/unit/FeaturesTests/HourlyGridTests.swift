import Features
import Readings
import Testing

struct HourlyGridTests {
    /// Readings of one quantity at minutes since 1970.
    private func series(_ readings: [(minute: Int, value: Double)]) -> StationSeries {
        var series = StationSeries(quantityCount: 1)
        for reading in readings {
            series.insert([reading.value], at: Timestamp(milliseconds: Int64(reading.minute) * 60_000))
        }
        return series
    }

    @Test func `keeps the newest known value of each clock hour`() {
        let grid = HourlyGrid(
            of: series([(60, 1), (65, 2), (119, 3), (120, .nan), (130, 4), (179, .nan), (300, 5), (300, 6)]))
        #expect(grid.firstHour == 1)
        #expect(grid.hourCount == 5)
        #expect(grid.columns[0].map { $0.isNaN ? -1 : $0 } == [3, 4, -1, -1, 6])
        #expect(grid.time(ofHour: 0) == Timestamp(milliseconds: 3_600_000))
        #expect(grid.time(ofHour: 30) == Timestamp(milliseconds: 31 * 3_600_000))
    }

    @Test func `keeps only the hours asked for`() {
        let all = series((0..<48).map { ($0 * 60 + 51, Double($0)) })
        let grid = HourlyGrid(of: all, from: 10, through: 12)
        #expect(grid.columns == [[10, 11, 12]])
        #expect(HourlyGrid(of: all, from: 46, through: 49).columns[0].prefix(2) == [46, 47])
        #expect(HourlyGrid(of: all, from: 46, through: 49).columns[0].suffix(2).allSatisfy { $0.isNaN })
        #expect(HourlyGrid(of: all, from: -1, through: 0).columns[0][1] == 0)
        #expect(HourlyGrid(of: all, from: 12, through: 11).hourCount == 0)
        #expect(HourlyGrid(of: all, from: 12, through: 11).columns == [[]])
    }

    @Test func `has no hours without readings`() {
        let grid = HourlyGrid(of: StationSeries(quantityCount: 3))
        #expect(grid.hourCount == 0)
        #expect(grid.columns == [[], [], []])
    }

    @Test func `counts hours before 1970 as well`() {
        let grid = HourlyGrid(of: series([(-61, 1), (-60, 2), (-1, 3), (0, 4)]))
        #expect(grid.firstHour == -2)
        #expect(grid.columns == [[1, 3, 4]])
        #expect(grid.time(ofHour: 0) == Timestamp(milliseconds: -7_200_000))
    }

    @Test func `carries a value for six hours and no longer, each quantity on its own`() {
        var series = StationSeries(quantityCount: 2)
        let start = Timestamp(milliseconds: 0)
        series.insert([7, 1], at: start)
        for hour in 1...9 { series.insert([.nan, hour == 4 ? 2 : .nan], at: start.advanced(hours: hour)) }
        let grid = HourlyGrid(of: series)
        let present = (0..<10).map(grid.present(atHour:))
        #expect(present.map { $0[0].isNaN ? -1 : $0[0] } == [7, 7, 7, 7, 7, 7, 7, -1, -1, -1])
        #expect(present.map { $0[1].isNaN ? -1 : $0[1] } == [1, 1, 1, 1, 2, 2, 2, 2, 2, 2])
        #expect(ForecastSchema.carriedHours == 6)
    }
}
