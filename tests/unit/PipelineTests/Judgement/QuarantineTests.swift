import Ledger
import Pipeline
import Readings
import Testing

@Suite("Quarantine")
struct QuarantineTests {
    private static let start = Timestamp(milliseconds: 1_767_225_600_000)

    private static func fault(_ station: String, _ sensor: String, from: Int, to: Int?) -> FeedFaultRecord {
        FeedFaultRecord(
            schema: "weather", station: station, sensor: sensor, cause: "offset", onset: start.advanced(hours: from),
            foundAt: start.advanced(hours: from + 2), endedAt: to.map { start.advanced(hours: $0) }, sentence: "",
            payload: "{}")
    }

    private static var readings: ReadingTable {
        var table = ReadingTable(schema: .weather)
        for hour in 0..<10 {
            for station in ["north", "south"] {
                let moment = start.advanced(hours: hour)
                table.append(
                    Reading(
                        station: station, observedAt: moment, knownAt: moment, source: "test", kind: .measurement,
                        values: [10, 1_013, 60, 4], flags: []))
            }
        }
        return table
    }

    @Test("the doubted sensor of the doubted station counts as missing from onset to end, and nothing else")
    func bounds() throws {
        let quarantine = Quarantine([
            Self.fault("north", "temperature", from: 3, to: 6), Self.fault("south", "humidity", from: 8, to: nil),
        ])
        let table = quarantine.applied(to: Self.readings)
        #expect(table.columns == Self.readings.columns)
        for row in 0..<table.rowCount {
            let hour = Int(table.observedAt[row].hourIndex - Self.start.hourIndex)
            let isNorth = table.station(ofRow: row) == "north"
            for sensor in 0..<4 {
                let expected = isNorth ? sensor == 0 && (3..<6).contains(hour) : sensor == 2 && hour >= 8
                #expect(table.isFlagged(row: row, quantity: sensor) == expected, "\(hour) \(sensor)")
            }
        }
        let series = table.series(ofRows: table.rowsByStation()[0], trustingFlagged: false)
        #expect(series.columns[0].count { $0.isNaN } == 3)
    }

    @Test("doubts that readings had stay, and nobody's quarantine changes nothing")
    func others() {
        let flags = [4: [QualityFlag(quantity: "temperature", reason: .step)]]
        let table = Self.readings.flagged(flags)
        #expect(Quarantine.none.applied(to: table).flags == flags)
        let doubled = Quarantine([Self.fault("north", "temperature", from: 2, to: 3)]).applied(to: table)
        #expect(doubled.flags[4]?.map(\.reason) == [.step, .quarantine])
        #expect(Quarantine([Self.fault("west", "temperature", from: 0, to: nil)]).applied(to: table).flags == flags)
    }
}
