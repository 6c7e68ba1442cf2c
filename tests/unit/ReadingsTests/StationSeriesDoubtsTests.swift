import Readings
import Testing

struct StationSeriesDoubtsTests {
    private let schema = SensorSchema(name: "pair", quantities: [.airTemperature, .relativeHumidity])
    private let series = StationSeries(
        times: (0..<6).map { Timestamp(milliseconds: Int64($0) * 3_600_000) },
        columns: [[0, 1, 2, 3, 4, 5], [50, 51, 52, 53, 54, 55]])

    private func moment(_ hour: Int) -> Timestamp { Timestamp(milliseconds: Int64(hour) * 3_600_000) }

    @Test func `leaves out the sensor that is concerned from the first moment to before the end`() {
        let doubt = FeedDoubt(sensor: "temperature", from: moment(2), to: moment(4))
        let known = series.without([doubt], of: schema)
        #expect(known.times == series.times && known.columns[1] == series.columns[1])
        #expect(known.columns[0].map { $0.isNaN ? -1 : $0 } == [0, 1, -1, -1, 4, 5])
    }

    @Test func `a doubt that lasts concerns all that follows, and several add up`() {
        let doubts = [
            FeedDoubt(sensor: "humidity", from: moment(4), to: nil),
            FeedDoubt(sensor: "humidity", from: moment(0), to: moment(1)),
            FeedDoubt(sensor: "pressure", from: moment(0), to: nil),
        ]
        #expect(doubts.map(\.isOver) == [false, true, false])
        let known = series.without(doubts, of: schema)
        #expect(known.columns[0] == series.columns[0])
        #expect(known.columns[1].map { $0.isNaN ? -1 : $0 } == [-1, 51, 52, 53, -1, -1])
        #expect(series.without([], of: schema) == series)
    }
}
