import Readings
import Simulation
import Testing

struct MachineSimulationTests {
    private let start = Timestamp(milliseconds: 1_357_000_000_000)

    private func readings(machines: Int = 3, seed: UInt64 = 42, hours: Int = 48) -> ReadingTable {
        MachineSimulation(machineCount: machines, seed: seed).readings(from: start, hours: hours)
    }

    @Test func `gives every machine a reading every hour`() {
        let table = readings(machines: 12)
        #expect(table.rowCount == 12 * 48)
        #expect(table.stations == (1...12).map { "machine_0\($0 < 10 ? "0" : "")\($0)" })
        #expect(table.observedAt == (0..<12).flatMap { _ in (0..<48).map { start.advanced(hours: $0) } })
        #expect(table.knownAt == table.observedAt)
        #expect(Set(table.kinds) == [.simulated])
        #expect(table.flags.isEmpty)
    }

    @Test func `gives the same readings for the same seed, and others for another`() {
        #expect(readings() == readings())
        #expect(readings(seed: 43).columns != readings().columns)
    }

    @Test func `gives a machine the same readings whatever the hall around it and however long it runs`() {
        let alone = readings(machines: 1)
        let among = readings(machines: 5)
        #expect((0..<48).map(alone.reading) == (0..<48).map(among.reading))
        let longer = readings(machines: 1, hours: 100)
        #expect((0..<48).map(alone.reading) == (0..<48).map(longer.reading))
        #expect((48..<96).map { among.reading($0).values } != (0..<48).map { among.reading($0).values })
    }

    @Test func `gives these very numbers everywhere`() {
        let table = readings(machines: 2, hours: 2)
        #expect(
            (0..<4).map { table.reading($0).values } == [
                [61.06, 0.401, 1426.3], [63.4, 0.383, 1417.6], [62.31, 0.414, 1433.5], [63.1, 0.395, 1439.8],
            ])
    }
}
