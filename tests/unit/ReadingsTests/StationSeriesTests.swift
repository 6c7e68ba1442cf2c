import Readings
import TestSupport
import Testing

struct StationSeriesTests {
    private func hour(_ hour: Int) -> Timestamp { Timestamp(milliseconds: 0).advanced(hours: hour) }

    private func series(_ hours: [Int], _ values: [Double]) -> StationSeries {
        StationSeries(times: hours.map(hour), columns: [values])
    }

    @Test(
        arguments: [
            (0, [0, 1, 2, 2, 4], [9, 1, 2, 3, 4]), (1, [1, 1, 2, 2, 4], [1, 9, 2, 3, 4]),
            (2, [1, 2, 2, 2, 4], [1, 2, 3, 9, 4]), (3, [1, 2, 2, 3, 4], [1, 2, 3, 9, 4]),
            (4, [1, 2, 2, 4, 4], [1, 2, 3, 4, 9]), (5, [1, 2, 2, 4, 5], [1, 2, 3, 4, 9]),
        ] as [(Int, [Int], [Double])])
    func `inserts after all readings that are not later`(at: Int, hours: [Int], values: [Double]) {
        var series = series([1, 2, 2, 4], [1, 2, 3, 4])
        series.insert([9], at: hour(at))
        #expect(series == self.series(hours, values))
    }

    @Test(
        arguments: [
            (0, [0, 1, 2, 2, 4], [9, 1, 2, 3, 4]), (1, [1, 2, 2, 4], [9, 2, 3, 4]), (2, [1, 2, 2, 4], [1, 2, 9, 4]),
            (3, [1, 2, 2, 3, 4], [1, 2, 3, 9, 4]), (4, [1, 2, 2, 4], [1, 2, 3, 9]),
            (5, [1, 2, 2, 4, 5], [1, 2, 3, 4, 9]),
        ] as [(Int, [Int], [Double])])
    func `replaces the newest reading of the same moment, or adds one`(at: Int, hours: [Int], values: [Double]) {
        var series = series([1, 2, 2, 4], [1, 2, 3, 4])
        series.upsert([9], at: hour(at))
        #expect(series == self.series(hours, values))
    }

    @Test(arguments: [(0, 4), (1, 3), (2, 1), (3, 1), (4, 0), (9, 0)])
    func `forgets readings up to and with a moment`(upTo: Int, left: Int) {
        var series = StationSeries(times: [1, 2, 2, 4].map(hour), columns: [[1, 2, 3, 4], [5, 6, 7, 8]])
        series.removeReadings(upTo: hour(upTo))
        #expect(series.count == left)
        #expect(series.times == [1, 2, 2, 4].suffix(left).map(hour))
        #expect(series.columns == [[1, 2, 3, 4].suffix(left), [5, 6, 7, 8].suffix(left)].map(Array.init))
    }

    @Test(arguments: [(0, 0), (1, 1), (2, 3), (3, 3), (4, 4), (5, 4)])
    func `finds the first reading after a moment`(after: Int, place: Int) {
        #expect(series([1, 2, 2, 4], [1, 2, 3, 4]).firstIndex(after: hour(after)) == place)
    }

    @Test func `finds nothing in an empty series and takes a first reading`() {
        var series = StationSeries(quantityCount: 2)
        #expect(series.count == 0)
        #expect(series.firstIndex(after: hour(3)) == 0)
        series.removeReadings(upTo: hour(3))
        series.upsert([1, 2], at: hour(3))
        #expect(series == StationSeries(times: [hour(3)], columns: [[1], [2]]))
    }

    @Test func `is the same whatever the order in which readings of distinct moments arrive`() {
        var random = SeededRandom(seed: 3)
        let hours = Array(0..<300)
        let expected = series(hours, hours.map(Double.init))
        var inserted = StationSeries(quantityCount: 1)
        for place in hours.shuffled(using: &random) { inserted.insert([Double(place)], at: hour(place)) }
        #expect(inserted == expected)
        var upserted = StationSeries(quantityCount: 1)
        for place in (hours + hours).shuffled(using: &random) { upserted.upsert([Double(place)], at: hour(place)) }
        #expect(upserted == expected)
    }
}
