import Features
import FeatureStore
import Ingestion
import Readings
import Simulation
import Testing
import TestSupport

struct FeatureReaderTests {
    /// Sends readings one by one in order of time, and asks for each one's row just before it is stored.
    private func onlineRows(of readings: ReadingTable, schema: FeatureSchema) -> [[UInt32]] {
        let store = MemoryOnlineStore(schema: schema.sensors)
        let reader = FeatureReader(store: store, schema: schema)
        var rows = [[UInt32]](repeating: [], count: readings.rowCount)
        let order = (0..<readings.rowCount).sorted { (readings.observedAt[$0], $0) < (readings.observedAt[$1], $1) }
        for row in order {
            let reading = readings.reading(row)
            let values = reading.trustedValues(schema: schema.sensors)
            rows[row] = reader.row(of: values, station: reading.station, at: reading.observedAt).map(\.bitPattern)
            store.put(ReadingTable([reading], schema: schema.sensors))
        }
        return rows
    }

    private func expectTrainingRows(of readings: ReadingTable, schema: FeatureSchema) {
        let table = FeatureTable(of: readings, schema: schema, trustingFlagged: false)
        let online = onlineRows(of: readings, schema: schema)
        let differing = online.indices.filter { online[$0] != table.matrix[row: $0].map(\.bitPattern) }
        #expect(differing == [])
    }

    @Test func `serves on a replayed year bit for bit what training computes`() throws {
        let year = try BundledDataset.readings(from: [ProjectFiles.weatherYear])
        try #require(year.rowCount == 26_115)
        expectTrainingRows(of: year, schema: .weather)
    }

    @Test func `serves on replayed machines bit for bit what training computes`() {
        let readings = MachineSimulation(machineCount: 3, seed: 1).readings(
            from: Timestamp(milliseconds: 0), hours: 600)
        expectTrainingRows(of: readings, schema: .machine)
    }

    @Test func `gives the same row again once the reading is stored`() throws {
        let store = MemoryOnlineStore(schema: .weather)
        let reader = FeatureReader(store: store, schema: .weather)
        for hour in 0..<30 { store.put(ReadingTable([.weather(hour: hour, Double(hour * hour % 17))])) }
        let next = Reading.weather(hour: 30, 9)
        func row() -> [UInt32] {
            reader.row(of: next.values, station: "EWR", at: next.observedAt).map(\.bitPattern)
        }
        let before = row()
        store.put(ReadingTable([next]))
        #expect(row() == before)
        store.put(ReadingTable([.weather(hour: 31, 40)]))
        #expect(row() == before)
    }

    @Test func `stores nothing when read`() {
        let store = MemoryOnlineStore(schema: .weather)
        store.put(ReadingTable([.weather(hour: 1, 10), .weather(hour: 2, 12)]))
        let history = store.history(of: "EWR")
        let reader = FeatureReader(store: store, schema: .weather)
        let later = Reading.weather(hour: 500)
        let first = reader.row(of: later.values, station: "EWR", at: later.observedAt)
        #expect(
            reader.row(of: later.values, station: "EWR", at: later.observedAt).map(\.bitPattern)
                == first.map(\.bitPattern))
        _ = reader.row(of: later.values, station: "unknown", at: later.observedAt)
        #expect(store.history(of: "EWR") == history)
        #expect(reader.history(of: "EWR") == history)
        #expect(store.stations == ["EWR"])
        #expect(reader.history(of: "unknown") == nil)
    }

    @Test func `knows only the present of a station that has not reported`() {
        let reader = FeatureReader(store: MemoryOnlineStore(schema: .weather), schema: .weather)
        let reading = Reading.weather("new", hour: 0, 21)
        let row = reader.row(of: reading.values, station: "new", at: reading.observedAt)
        let table = FeatureTable(of: ReadingTable([reading]), schema: .weather, trustingFlagged: false)
        #expect(row.map(\.bitPattern) == table.matrix.values.map(\.bitPattern))
        #expect(row[0] == 21 && row[4] == 21 && row[5].isNaN)
        #expect(reader.schema == .weather)
    }
}
