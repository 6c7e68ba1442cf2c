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
            let history = store.histories(of: [reading.station]).byStation[reading.station]
            rows[row] = reader.row(of: values, at: reading.observedAt, after: history).map(\.bitPattern)
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
            reader.row(of: next.values, at: next.observedAt, after: store.histories(of: ["EWR"]).byStation["EWR"])
                .map(\.bitPattern)
        }
        let before = row()
        store.put(ReadingTable([next]))
        #expect(row() == before)
        store.put(ReadingTable([.weather(hour: 31, 40)]))
        #expect(row() == before)
    }

    @Test func `takes a reading for its whole clock hour, as training does`() throws {
        let store = MemoryOnlineStore(schema: .weather)
        let reader = FeatureReader(store: store, schema: .weather)
        let minute = Timestamp.millisecondsPerHour / 60
        func reading(_ hour: Int, minute place: Int64, _ temperature: Double) -> Reading {
            var reading = Reading.weather(hour: hour, temperature)
            reading.observedAt = Timestamp(milliseconds: reading.observedAt.milliseconds + place * minute)
            return reading
        }
        let past = [reading(0, minute: 10, 1), reading(1, minute: 10, 2), reading(1, minute: 50, 4)]
        store.put(ReadingTable(past + [reading(2, minute: 10, 90), reading(2, minute: 50, 80)]))
        let request = reading(2, minute: 30, 7)
        let row = reader.row(
            of: request.values, at: request.observedAt, after: store.histories(of: ["EWR"]).byStation["EWR"])
        let training = FeatureTable(
            of: ReadingTable(past + [request]).hourly(), schema: .weather, trustingFlagged: false)
        #expect(row.map(\.bitPattern) == training.matrix[row: 2].map(\.bitPattern))
        #expect(row[4] == Float(11) / 3)
    }

    @Test func `knows only the present of a station that has not reported`() {
        let reader = FeatureReader(store: MemoryOnlineStore(schema: .weather), schema: .weather)
        let reading = Reading.weather("new", hour: 0, 21)
        let row = reader.row(of: reading.values, at: reading.observedAt, after: nil)
        let table = FeatureTable(of: ReadingTable([reading]), schema: .weather, trustingFlagged: false)
        #expect(row.map(\.bitPattern) == table.matrix.values.map(\.bitPattern))
        #expect(row[0] == 21 && row[4] == 21 && row[5].isNaN)
        #expect(reader.schema == .weather)
    }
}
