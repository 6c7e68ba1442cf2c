import Features
import Learning
import Readings
import Testing

struct ForecastExamplesTests {
    private let schema = ForecastSchema(
        sensors: SensorSchema(name: "pair", quantities: [.airTemperature, .relativeHumidity]), horizons: [1, 6])
    private let start = Timestamp(milliseconds: 0)

    private func series(hours: some Sequence<Int>) -> StationSeries {
        var series = StationSeries(quantityCount: 2)
        for hour in hours { series.insert([Double(hour), Double(-hour)], at: start.advanced(hours: hour)) }
        return series
    }

    @Test func `has a row for each hour from the end of a station's first week on`() {
        let examples = ForecastExamples(
            of: [
                ("north", series(hours: 0..<172)), ("south", series(hours: 3..<173)), ("new", series(hours: 0..<168)),
            ],
            schema: schema)
        #expect(examples.stations == ["north", "south", "new"])
        #expect(examples.stationCodes == [0, 0, 0, 0, 1, 1])
        #expect(examples.issuedAt.map(\.hourIndex) == [168, 169, 170, 171, 171, 172])
        #expect(examples.rowCount == 6 && examples.inputs.rowCount == 6)
        #expect(examples.present(row: 2, sensor: 0) == 170 && examples.present(row: 2, sensor: 1) == -170)
    }

    @Test func `carries the present but never an outcome`() {
        let measured = (0..<180).filter { !(170...173).contains($0) }
        let examples = ForecastExamples(of: [("north", series(hours: measured))], schema: schema)
        func outcomes(_ row: Int) -> [Double] {
            (0..<2).flatMap { horizon in
                (0..<2).map { examples.outcome(row: row, horizon: horizon, sensor: $0) }
            }.map { $0.isNaN ? 0 : $0 }
        }
        #expect(examples.rowCount == 12)
        #expect(outcomes(0) == [169, -169, 174, -174])
        #expect(outcomes(1) == [0, 0, 175, -175])
        #expect(examples.present(row: 3, sensor: 0) == 169)
        #expect(outcomes(3) == [0, 0, 177, -177])
        #expect(outcomes(5) == [174, -174, 179, -179])
        #expect(outcomes(6) == [175, -175, 0, 0])
        #expect(outcomes(11) == [0, 0, 0, 0])
    }

    @Test func `leaves out hours at which nothing is known`() {
        let measured = (0..<190).filter { !(170...180).contains($0) }
        let examples = ForecastExamples(of: [("north", series(hours: measured))], schema: schema)
        #expect(examples.issuedAt.map(\.hourIndex) == Array(168...175) + Array(181...189))
    }

    @Test func `has no rows without readings`() {
        let examples = ForecastExamples(of: [("new", StationSeries(quantityCount: 2))], schema: schema)
        #expect(examples.rowCount == 0)
        #expect(ForecastExamples(of: [], schema: schema).rowCount == 0)
    }
}
