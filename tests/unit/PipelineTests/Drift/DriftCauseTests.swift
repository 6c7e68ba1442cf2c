import Features
import Pipeline
import Readings
import Testing

@Suite("Causes of drift")
struct DriftCauseTests {
    /// The feature rows of the bundled year between two moments.
    private static func table(
        from start: String, to end: String, change: (Reading) -> Reading = { $0 }
    ) throws -> DriftTable {
        let year = try BundledYear.readings.get()
        let (first, last) = (try #require(Timestamp(iso8601: start)), try #require(Timestamp(iso8601: end)))
        var readings = ReadingTable(schema: .weather)
        for row in 0..<year.rowCount where first <= year.observedAt[row] && year.observedAt[row] < last {
            readings.append(change(year.reading(row)))
        }
        let features = FeatureTable(of: readings, schema: .weather, trustingFlagged: true)
        return DriftTable(
            columns: FeatureSchema.weather.featureNames.enumerated().map { place, name in
                DriftColumn(
                    name: name, values: .numbers((0..<features.rowCount).map { Double(features.matrix[$0, place]) }))
            }, times: features.times, stations: features.stations)
    }

    private static func report(_ reference: DriftTable, _ current: DriftTable) -> DriftReport {
        DriftReport(
            reference: reference, current: current, criteria: DriftCriteria(), schema: .weather,
            judgement: FeedJudgement(
                reference: reference, current: current, schema: .weather, criteria: FeedCriteria()))
    }

    @Test("a healthy month against the months before is a season, or nothing is said", arguments: [3, 5, 7, 9, 11, 12])
    func season(month: Int) throws {
        let text = { (month: Int) in month > 12 ? "2014-01-01" : "2013-\(month < 10 ? "0" : "")\(month)-01" }
        let report = Self.report(
            try Self.table(from: "2013-01-01", to: text(month)),
            try Self.table(from: text(month), to: text(month + 1)))
        #expect(report.verdict == .drifted)
        #expect(Set(report.causes.values.map(\.kind.name)).isSubset(of: ["season"]))
    }

    @Test("another unit at one station is the cause of the drift of its sensor, and of no other")
    func feed() throws {
        let start = try #require(Timestamp(iso8601: "2013-11-04T00:00:00Z"))
        let report = Self.report(
            try Self.table(from: "2013-01-01", to: "2013-11-01"),
            try Self.table(from: "2013-11-01", to: "2013-12-01") { reading in
                var reading = reading
                if reading.station == "JFK", reading.observedAt >= start {
                    reading.values[0] = reading.values[0] * 1.8 + 32
                }
                return reading
            })
        let cause = try #require(report.causes["temperature"])
        #expect(cause.kind == .feed(.unit))
        #expect(cause.evidence.contains("JFK") && cause.evidence.contains("°F"))
        #expect(report.causes["pressure"]?.kind == .season)
        #expect(report.nextStep.hasPrefix("Repair the feed first"))
        #expect(report.causeSentences.contains { $0.hasPrefix("Cause for temperature: unit") })
    }

    @Test("weather whose forecasts have become worse everywhere is another climate")
    func climate() throws {
        let report = Self.report(
            try Self.table(from: "2013-01-01", to: "2013-11-01"),
            try Self.table(from: "2013-11-01", to: "2013-12-01") { reading in
                var reading = reading
                // All stations alike, from hour to hour: the world, not a sensor.
                let hour = Int(reading.observedAt.hourIndex)
                reading.values[0] += 12 + [0, 2, -2, 2.5, -2, 1][hour % 6]
                return reading
            })
        #expect(report.causes["temperature"]?.kind == .climate)
    }

    @Test("tables without stations, or a reference that does not end before, have no judgement")
    func unknown() throws {
        let table = try Self.table(from: "2013-01-01", to: "2013-03-01")
        var nameless = try Self.table(from: "2013-03-01", to: "2013-04-01")
        nameless.stations = nil
        #expect(FeedJudgement(reference: table, current: nameless, schema: .weather, criteria: FeedCriteria()) == nil)
        #expect(FeedJudgement(reference: table, current: table, schema: .weather, criteria: FeedCriteria()) == nil)
        #expect(Self.report(table, nameless).causes.isEmpty)
    }
}
