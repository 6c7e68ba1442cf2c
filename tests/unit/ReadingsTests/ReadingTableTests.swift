import Readings
import Testing

struct ReadingTableTests {
    private func reading(
        _ station: String, _ hour: Int, _ value: Double = 20, flags: [QualityFlag] = []
    ) -> Reading {
        let time = Timestamp(milliseconds: 0).advanced(hours: hour)
        return Reading(
            station: station, observedAt: time, knownAt: time.advanced(hours: 1), source: "source of \(station)",
            kind: .archive, values: [value, 1013, 50, 3], flags: flags)
    }

    private func table(_ readings: [Reading]) -> ReadingTable {
        var table = ReadingTable(schema: .weather)
        for reading in readings { table.append(reading) }
        return table
    }

    @Test func `gives readings back as they were added`() {
        let readings = [
            reading("B", 3), reading("A", 5, 21, flags: [QualityFlag(quantity: "humidity", reason: .outOfRange)]),
            reading("B", 1, -4),
        ]
        let table = table(readings)
        #expect(table.rowCount == 3)
        #expect((0..<3).map(table.reading) == readings)
        #expect(table.stations == ["B", "A"])
        #expect((0..<3).map(table.station(ofRow:)) == ["B", "A", "B"])
        #expect(table.columns == [[20, 21, -4], [1013, 1013, 1013], [50, 50, 50], [3, 3, 3]])
        #expect(table.isFlagged(row: 1, quantity: 2))
        #expect(!table.isFlagged(row: 1, quantity: 0))
        #expect(!table.isFlagged(row: 0, quantity: 2))
    }

    @Test func `takes rows over from another table, with their names and doubts`() {
        let doubt = [QualityFlag(quantity: "humidity", reason: .outOfRange)]
        let others = [reading("C", 1), reading("A", 2, 3, flags: doubt), reading("B", 3)]
        var table = table([reading("A", 0)])
        table.append([2, 1], of: self.table(others))
        #expect((0..<3).map(table.reading) == [reading("A", 0), others[2], others[1]])
        #expect(table.stations == ["A", "B"])
        #expect(table.sources == ["source of A", "source of B"])
    }

    @Test func `made of columns, it is what it would be made of rows, whatever the names' order`() {
        let readings = [reading("B", 3), reading("A", 5)]
        let table = ReadingTable(
            schema: .weather, stations: (["A", "B", "B"], [2, 0]), observedAt: readings.map { $0.observedAt },
            knownAt: readings.map { $0.knownAt }, sources: (["source of A", "source of B"], [1, 0]),
            kinds: [.archive, .archive], columns: [[20, 20], [1013, 1013], [50, 50], [3, 3]])
        #expect((0..<2).map(table.reading) == readings)
        #expect(table.stations == ["A", "B"])
    }

    @Test func `parts interleaved stations and puts each in order of time`() {
        let table = table([
            reading("B", 3), reading("A", 1), reading("B", 1), reading("A", 2), reading("B", 2), reading("C", 0),
        ])
        #expect(table.rowsByStation() == [[2, 4, 0], [1, 3], [5]])
    }

    @Test func `keeps the order of rows of the same moment, sorted or not`() {
        let sorted = table([reading("A", 1), reading("A", 2), reading("A", 2), reading("A", 2), reading("A", 3)])
        #expect(sorted.rowsByStation() == [[0, 1, 2, 3, 4]])
        let unsorted = table([reading("A", 2), reading("A", 3), reading("A", 2), reading("A", 1), reading("A", 2)])
        #expect(unsorted.rowsByStation() == [[3, 0, 2, 4, 1]])
    }

    @Test func `has no rows of no stations at first`() {
        let empty = ReadingTable(schema: .machine)
        #expect(empty.rowCount == 0)
        #expect(empty.rowsByStation() == [])
        #expect(empty.columns == [[], [], []])
    }

    @Test func `makes a station's series with flagged values as reported or missing`() {
        let table = table([
            reading("A", 2, 99, flags: [QualityFlag(quantity: "temperature", reason: .outOfRange)]),
            reading("B", 1, 7), reading("A", 1, 5),
        ])
        let asReported = table.series(ofRows: [2, 0], trustingFlagged: true)
        #expect(asReported.times.map(\.hourIndex) == [1, 2])
        #expect(asReported.columns == [[5, 99], [1013, 1013], [50, 50], [3, 3]])
        let trusted = table.series(ofRows: [2, 0], trustingFlagged: false)
        #expect(trusted.times == asReported.times)
        #expect(trusted.columns[0][0] == 5 && trusted.columns[0][1].isNaN)
        #expect(trusted.columns[1...] == asReported.columns[1...])
    }
}
