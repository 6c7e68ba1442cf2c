import Pipeline
import Readings
import Testing

struct InjectedFaultTests {
    private func table(_ values: [[Double]], schema: SensorSchema = .weather) -> ReadingTable {
        var table = ReadingTable(schema: schema)
        for (hour, values) in values.enumerated() {
            let moment = Timestamp(milliseconds: 0).advanced(hours: hour)
            table.append(
                Reading(
                    station: "JFK", observedAt: moment, knownAt: moment, source: "test", kind: .measurement,
                    values: values))
        }
        return table
    }

    private func fault(_ name: String, of schema: SensorSchema = .weather) throws -> InjectedFault {
        try #require(InjectedFault.all(of: schema).first { $0.name == name })
    }

    @Test(
        arguments: [
            ("temperature_spike_12", [32.0, 1000, 60, 5]), ("temperature_in_fahrenheit", [68, 1000, 60, 5]),
            ("pressure_drop_25", [20, 975, 60, 5]), ("humidity_zero", [20, 1000, 0, 5]),
        ] as [(String, [Double])])
    func `changes one sensor of the hit weather readings`(name: String, values: [Double]) throws {
        let healthy = table([[20, 1000, 60, 5], [20, 1000, 60, 5], [21, 1001, 61, 6]])
        let faulty = try fault(name).injected(into: healthy, rows: [1])
        #expect((0..<3).map { faulty.reading($0).values } == [[20, 1000, 60, 5], values, [21, 1001, 61, 6]])
        #expect(faulty.observedAt == healthy.observedAt)
    }

    @Test(
        arguments: [
            ("temperature_spike_30", [100.0, 0.5, 1450]), ("vibration_doubled", [70, 1, 1450]),
            ("rotation_speed_zero", [70, 0.5, 0]),
        ] as [(String, [Double])])
    func `changes one sensor of the hit machine readings`(name: String, values: [Double]) throws {
        let faulty = try fault(name, of: .machine)
            .injected(into: table([[70, 0.5, 1450]], schema: .machine), rows: [0])
        #expect(faulty.reading(0).values == values)
    }

    @Test func `leaves a missing value missing`() throws {
        let faulty = try fault("humidity_zero").injected(into: table([[20, 1000, .nan, 5]]), rows: [0])
        #expect(faulty.columns[2][0].isNaN)
    }

    @Test func `is known for the program's own schemas only`() {
        let pump = SensorSchema(name: "pump", quantities: [.vibration])
        #expect(InjectedFault.all(of: pump) == [])
        for schema in SensorSchema.all {
            let names = InjectedFault.all(of: schema).map(\.name)
            #expect(names.count >= 3 && Set(names).count == names.count)
        }
    }

    @Test func `hits one row in a hundred, each at most once, the same for the same seed`() {
        let rows = (0..<5000).map { 3 * $0 }
        let hits = InjectedFault.hits(among: rows, seed: 7)
        #expect(hits.count == 50)
        #expect(Set(hits).count == 50)
        #expect(hits == hits.sorted())
        #expect(Set(hits).isSubset(of: rows))
        #expect(hits == InjectedFault.hits(among: rows, seed: 7))
        #expect(hits != InjectedFault.hits(among: rows, seed: 8))
    }

    @Test func `hits at least one row where there is one`() {
        #expect(InjectedFault.hits(among: [9], seed: 1) == [9])
        #expect(InjectedFault.hits(among: [], seed: 1) == [])
    }
}
