import FeatureStore
import Features
import Readings
import TestSupport
import Testing

struct FeatureRowVersionsTests {
    private let versions = FeatureRowVersions(schema: .weather)

    @Test(arguments: 0..<40)
    func `gives the versions of the definition`(seed: UInt64) {
        var history = MadeHistory(seed: seed)
        let readings = history.readings()
        let rows = versions.rows(of: readings)
        #expect(rows.naive == NaiveRowVersions(readings).rows())
        // Late and corrected readings are in there.
        #expect(rows.rowCount > readings.rowCount / 2)
    }

    @Test func `gives the hours that are asked for, with what came before`() {
        var history = MadeHistory(seed: 77)
        let readings = history.readings()
        let hours = MadeHistory.firstHour + 10..<MadeHistory.firstHour + 20
        let all = NaiveRowVersions(readings).rows()
        #expect(
            versions.rows(of: readings, hours: hours).naive
                == all.filter { hours.contains($0.observedAt / 3_600_000) })
    }

    @Test func `has one version a row where nothing came late`() {
        var readings = ReadingTable(schema: .weather)
        for hour in 0..<50 { readings.append(.weather(hour: hour, Double(hour))) }
        let rows = versions.rows(of: readings)
        let table = FeatureTable(of: readings, schema: .weather, trustingFlagged: false)
        #expect(rows.observedAt == table.times && rows.knownAt == table.times)
        #expect(rows.values.elementsEqual(table.matrix.values) { $0 == $1 || ($0.isNaN && $1.isNaN) })
    }

    @Test func `a lower-ranked source that comes late makes no version`() {
        var readings = ReadingTable(schema: .weather)
        for hour in 0..<30 {
            readings.append(.weather(hour: hour, 20, source: "openweathermap"))
            readings.append(.weather(hour: hour, 25, knownAtHour: hour + 3, source: "metar"))
        }
        let rows = versions.rows(of: readings)
        #expect(rows.rowCount == 30)
        #expect(rows.knownAt == rows.observedAt)
    }

    @Test func `a correction makes a version of each row that looks at it`() {
        var readings = ReadingTable(schema: .weather)
        for hour in 0..<60 { readings.append(.weather(hour: hour, Double(hour % 7))) }
        readings.append(.weather(hour: 10, 99, knownAtHour: 40))
        let rows = versions.rows(of: readings)
        // Hours 10 to 33: the window of 24 hours is open at its early end.
        #expect(rows.rowCount == 60 + 24)
        let later = (0..<rows.rowCount).filter { rows.knownAt[$0] != rows.observedAt[$0] }
        #expect(later.map { rows.observedAt[$0].hourIndex - MadeHistory.firstHour } == Array(10...33))
        #expect(later.allSatisfy { rows.knownAt[$0].hourIndex == MadeHistory.firstHour + 40 })
    }

    @Test func `an empty table has no rows`() {
        #expect(versions.rows(of: ReadingTable(schema: .weather)).rowCount == 0)
    }
}
