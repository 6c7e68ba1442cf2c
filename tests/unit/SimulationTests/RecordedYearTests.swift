import Readings
import Simulation
import Testing

struct RecordedYearTests {
    private static let station = Station(name: "EWR", latitude: 40.7, longitude: -74.2)

    /// Two years' first day: the temperature is the hour, the pressure is known at noon alone.
    private func year(changes: [WorldChange] = []) throws -> RecordedYear {
        var table = ReadingTable(schema: .weather)
        let start = try #require(Timestamp(iso8601: "2013-01-01"))
        for hour in 0..<24 {
            let flags = hour == 5 ? [QualityFlag(quantity: "temperature", reason: .outOfRange)] : []
            table.append(
                Reading(
                    station: "EWR", observedAt: start.advanced(hours: hour), knownAt: start, source: "x",
                    kind: .measurement, values: [hour == 5 ? 500 : Double(hour), hour == 12 ? 1010 : .nan, 50, 3],
                    flags: flags))
        }
        return RecordedYear(readings: table, changes: changes)
    }

    @Test(arguments: [
        ("2013-01-01T07:00Z", 7.0), ("2031-01-01T07:00Z", 7), ("2031-01-01T07:30Z", 7.5), ("2013-01-01T05:00Z", 4),
        ("2013-03-01T00:00Z", 23), ("2012-02-29T00:00Z", 23),
    ])
    func `comes again every year, and bridges what is missing or doubted`(moment: String, temperature: Double) throws {
        let values = try year().values(at: Self.station, #require(Timestamp(iso8601: moment)))
        #expect(values == [temperature, 1010, 50, 3])
    }

    @Test func `changes with the world`() throws {
        let start = try #require(Timestamp(iso8601: "2020-01-01"))
        let warmer = try year(changes: [WorldChange(quantity: 0, amount: 4, start: start)])
        #expect(warmer.values(at: Self.station, start.advanced(hours: -1))[0] == 23)
        #expect(warmer.values(at: Self.station, start.advanced(hours: 7))[0] == 11)
    }
}
