import Readings
import Testing

struct HourlyTests {
    private static let start = Timestamp(hourIndex: 490_000)

    private func table(_ rows: [(minute: Int64, value: Double, flags: [QualityFlag])]) -> ReadingTable {
        var table = ReadingTable(schema: .machine)
        for row in rows {
            let time = Self.start.advanced(minutes: row.minute)
            table.append(
                Reading(
                    station: "M", observedAt: time, knownAt: time, source: "push", kind: .measurement,
                    values: [row.value, .nan, 1500], flags: row.flags))
        }
        return table
    }

    @Test func `hours with one reading stay as they are`() {
        let doubt = [QualityFlag(quantity: "temperature", reason: .stuck)]
        let readings = table([(0, 60, []), (60, 61, doubt), (180, 62, [])])
        #expect(readings.hourly().observedAt == readings.observedAt)
        #expect(readings.hourly().flags == readings.flags)
    }

    @Test func `an hour's readings become their mean at the last of them, without what is doubted`() {
        let doubt = [QualityFlag(quantity: "temperature", reason: .outOfRange)]
        let hourly = table([(20, 62, []), (0, 60, []), (40, 900, doubt), (60, 70, [])]).hourly()
        #expect(hourly.observedAt == [Self.start.advanced(minutes: 40), Self.start.advanced(minutes: 60)])
        #expect(hourly.columns[0] == [61, 70])
        #expect(hourly.columns[1].allSatisfy { $0.isNaN })
        #expect(hourly.columns[2] == [1500, 1500])
        #expect(hourly.flags.isEmpty)
    }

    @Test func `a series becomes the same as the table's rows`() {
        var readings = ReadingTable(schema: .machine)
        for number in 0..<500 {
            let value = Double(number * number % 97) / 3
            readings.append(contentsOf: table([(Int64(number * 7 % 1_000), value, [])]))
        }
        let series = readings.series(ofRows: readings.rowsByStation()[0], trustingFlagged: false)
        let hourly = readings.hourly()
        let expected = hourly.series(ofRows: hourly.rowsByStation()[0], trustingFlagged: false)
        #expect(series.hourly().times == expected.times)
        #expect(series.hourly().columns[0] == expected.columns[0])
    }
}
