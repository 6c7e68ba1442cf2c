import Pipeline
import Readings
import Testing

@Suite("Feeds that are not believed")
struct FeedJudgeTests {
    private static func moment(_ text: String) throws -> Timestamp {
        try #require(Timestamp(iso8601: text))
    }

    /// The bundled year with some values of one station replaced from a moment on.
    private static func year(
        of station: String, from start: String, hours: Int = 10_000, quantity: String = "temperature",
        _ change: (Double) -> Double
    ) throws -> ReadingTable {
        let table = try BundledYear.readings.get()
        let (first, place) = (try moment(start), try #require(table.schema.index(of: quantity)))
        let last = first.advanced(hours: hours)
        var changed = ReadingTable(schema: table.schema)
        for row in 0..<table.rowCount {
            var reading = table.reading(row)
            if reading.station == station, first <= reading.observedAt, reading.observedAt < last {
                reading.values[place] = change(reading.values[place])
            }
            changed.append(reading)
        }
        return changed
    }

    private static func findings(
        in table: ReadingTable, from start: String = "2013-07-01", to end: String = "2013-12-31",
        criteria: FeedCriteria = FeedCriteria(differenceLimits: ["pressure": 4, "humidity": 2.5])
    ) throws -> [FeedFinding] {
        let hours = FeedHours(of: table)
        let last = max(0, min(hours.hourCount, hours.hour(of: try moment(end))))
        let stretch = min(last, max(0, hours.hour(of: try moment(start))))..<last
        return FeedJudge(profile: FeedProfile(of: hours, before: try moment(start)), criteria: criteria)
            .findings(in: hours, during: stretch)
    }

    @Test("another unit is named in the hour in which it begins, with the value in both units")
    func unit() throws {
        let table = try Self.year(of: "JFK", from: "2013-12-10T09:00:00Z") { $0 * 1.8 + 32 }
        let finding = try #require(try Self.findings(in: table).last { $0.station == "JFK" })
        #expect(finding.cause == .unit && finding.evidence.unit == .fahrenheit)
        #expect(finding.onset == finding.foundAt && finding.endedAt == nil)
        #expect(try finding.onset == Self.moment("2013-12-10T09:00:00Z"))
        #expect(finding.sentence.hasPrefix("temperature of JFK: values come in °F instead of °C ("))
        #expect(finding.sentence.hasSuffix("since 2013-12-10T09:00:00Z"))
    }

    @Test("an offset is told against the neighbours, with its size, and ends a day after it is gone")
    func offset() throws {
        let table = try Self.year(of: "LGA", from: "2013-09-01T15:00:00Z", hours: 400) { $0 + 4 }
        let finding = try #require(try Self.findings(in: table).first { $0.sensor == "temperature" })
        #expect(finding.station == "LGA" && finding.cause == .offset && finding.sign == .difference)
        #expect(abs(try #require(finding.evidence.difference) - 4) < 1)
        #expect(Set(finding.evidence.witnesses) == ["EWR", "JFK"])
        let ended = try #require(finding.endedAt)
        let hours = ended.hourIndex - (try Self.moment("2013-09-01T15:00:00Z")).hourIndex
        #expect((390...440).contains(hours))
    }

    @Test("a stuck sensor is told with its value, one that reports zero is constant")
    func stuckAndConstant() throws {
        var last: Double?
        let stuck = try Self.year(of: "EWR", from: "2013-08-01T12:00:00Z") { value in
            last = last ?? value
            return last ?? value
        }
        let finding = try #require(try Self.findings(in: stuck).first { $0.sensor == "temperature" })
        #expect(finding.station == "EWR" && finding.cause == .stuck)
        #expect(finding.sentence.contains("stuck at"))
        let zero = try Self.year(of: "EWR", from: "2013-08-01T12:00:00Z") { _ in 0 }
        #expect(try Self.findings(in: zero).first { $0.sensor == "temperature" }?.cause == .constant)
    }

    @Test(
        "a stuck sensor is told from its first repeated value on, also where another source stands in every few hours")
    func stuckWithStandIns() throws {
        let start = try Self.moment("2013-08-01T12:00:00Z")
        let table = try BundledYear.readings.get()
        let place = try #require(table.schema.index(of: "pressure"))
        var changed = ReadingTable(schema: table.schema)
        var last: Double?
        for row in 0..<table.rowCount {
            var reading = table.reading(row)
            if reading.station == "EWR", reading.observedAt >= start, reading.values[place].isFinite {
                if reading.observedAt.hourIndex % 5 == 0 {
                    reading.source = "metar"
                } else {
                    last = last ?? reading.values[place]
                    reading.values[place] = last ?? .nan
                }
            }
            changed.append(reading)
        }
        let finding = try #require(try Self.findings(in: changed).first { $0.sensor == "pressure" })
        #expect(finding.station == "EWR" && finding.cause == .stuck)
        #expect(abs(finding.onset.hourIndex - start.hourIndex) <= 1)
    }

    /// Within days an offset and a factor look alike.
    private static let endedFaults: [(causes: Set<FeedCause>, change: @Sendable (Double) -> Double)] = [
        ([.offset, .scale], { $0 + 5 }), ([.offset, .scale], { $0 - 5 }), ([.unit], { $0 * 1.8 + 32 }),
        ([.constant], { _ in 0 }), ([.constant], { _ in 60 }), ([.gap], { _ in .nan }),
    ]

    @Test(
        "a fault that ended keeps its name and its end, however healthy the hours after it",
        arguments: endedFaults.indices, [72, 240])
    func endedFault(fault: Int, hours: Int) throws {
        let (causes, change) = Self.endedFaults[fault]
        let starts = ["2013-07-20T05:00:00Z", "2013-09-10T15:00:00Z", "2013-11-10T20:00:00Z"]
        for (start, station) in zip(starts, ["EWR", "JFK", "LGA"]) {
            let table = try Self.year(of: station, from: start, hours: hours, change)
            let begin = try Self.moment(start)
            let end = begin.advanced(hours: hours)
            let finding = try #require(
                try Self.findings(in: table, to: end.advanced(hours: 240).description)
                    .first { $0.station == station && $0.sensor == "temperature" && $0.foundAt >= begin },
                "\(start) \(station)")
            #expect(causes.contains(finding.cause), "\(finding.sentence)")
            let ended = try #require(finding.endedAt, "\(finding.sentence)")
            #expect(abs(ended.hourIndex - end.hourIndex) <= 48, "\(finding.sentence)")
        }
    }

    @Test("values that stay away are a gap from the first missing hour to the last")
    func gap() throws {
        let table = try Self.year(of: "JFK", from: "2013-10-05T00:00:00Z", hours: 30) { _ in .nan }
        let finding = try #require(try Self.findings(in: table).first { $0.cause == .gap })
        #expect(try finding.onset == Self.moment("2013-10-05T00:00:00Z"))
        #expect(try finding.endedAt == Self.moment("2013-10-06T06:00:00Z"))
        #expect(finding.station == "JFK" && finding.sensor == "temperature")
    }

    @Test("a real impossible wind in the bundled year is a spike")
    func realSpike() throws {
        let found = try Self.findings(
            in: BundledYear.readings.get(), from: "2013-02-01", to: "2013-03-01")
        #expect(found.map(\.cause) == [.spike])
        #expect(found.first?.sensor == "wind_speed" && found.first?.station == "EWR")
    }

    @Test(
        "a month held against the months before has no fault of a thermometer that is not in the data",
        arguments: [7, 8, 9, 10, 11])
    func healthyMonth(month: Int) throws {
        let text = { (month: Int) in "2013-\(month < 10 ? "0" : "")\(month)-01" }
        let found = try Self.findings(
            in: BundledYear.readings.get(), from: text(month), to: text(month + 1)
        ).filter { $0.sensor == "temperature" }
        #expect(found.isEmpty, "\(found.map(\.sentence))")
    }

    @Test("what was before is looked back at: judging later gives the same findings from then on")
    func causal() throws {
        let table = try Self.year(of: "LGA", from: "2013-09-01T15:00:00Z") { $0 + 4 }
        let whole = try Self.findings(in: table, to: "2013-11-01")
        let early = try Self.findings(in: table, to: "2013-09-20")
        let end = try Self.moment("2013-09-20")
        #expect(whole.filter { $0.foundAt < end }.map(\.foundAt) == early.map(\.foundAt))
    }

    @Test("a second source finds an offset where there is no neighbour, after two weeks in common")
    func secondSource() throws {
        let year = try BundledYear.readings.get()
        var table = ReadingTable(schema: .weather)
        let start = try Self.moment("2013-03-20T00:00:00Z")
        for row in 0..<year.rowCount where year.station(ofRow: row) == "EWR" {
            var reading = year.reading(row)
            reading.source = "metar"
            table.append(reading)
            reading.source = "open-meteo"
            // Close to the other source, and from a moment on too warm.
            reading.values[0] += 0.3 * Double((row * 7) % 5 - 2) + (reading.observedAt >= start ? 3 : 0)
            table.append(reading)
        }
        let found = try Self.findings(in: table, from: "2013-03-01", to: "2013-04-10").filter {
            $0.sensor == "temperature"
        }
        let finding = try #require(found.first)
        #expect(finding.cause == .offset && finding.evidence.witnesses == ["EWR (metar)"])
        #expect(finding.foundAt.hourIndex - start.hourIndex < 24)
        #expect(finding.sentence.contains("one of the two is wrong"))
    }

    @Test("hostile values make no check stop the program", arguments: [1e300, -1e300, .infinity, .nan, 1e-320, -0.0])
    func hostile(value: Double) throws {
        let table = try Self.year(of: "JFK", from: "2013-11-01T00:00:00Z", hours: 50) { _ in value }
        _ = try Self.findings(in: table, from: "2013-10-01", to: "2013-12-01")
    }

    @Test("no readings, and readings of one hour, have no findings")
    func nothing() throws {
        #expect(try Self.findings(in: ReadingTable(schema: .weather), to: "2013-07-01").isEmpty)
        let year = try BundledYear.readings.get()
        #expect(try Self.findings(in: year.selecting([0])).isEmpty)
    }
}
