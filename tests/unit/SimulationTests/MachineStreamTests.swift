import Readings
import Simulation
import Testing

struct MachineStreamTests {
    private static let start = Timestamp(hourIndex: 490_896)

    private func readings(_ moments: Int, faults: [String] = []) throws -> [[Reading]] {
        var stream = MachineStream(
            machineCount: 3, seed: 7, start: Self.start, intervalMilliseconds: 1_000,
            faults: try faults.map { try #require(MachineFault($0)) })
        return (0..<moments).map { _ in stream.next() }
    }

    @Test func `every machine reports at every moment, the same for the same seed`() throws {
        let readings = try readings(100)
        #expect(readings.allSatisfy { $0.map(\.station) == ["machine_001", "machine_002", "machine_003"] })
        #expect(
            readings.map { $0[0].observedAt.milliseconds - Self.start.milliseconds } == (0..<100).map { $0 * 1_000 })
        #expect(try self.readings(100) == readings)
    }

    @Test func `faults change the one sensor for their time`() throws {
        let from = Self.start.advanced(minutes: 1), until = Self.start.advanced(minutes: 2)
        let healthy = try readings(200)
        let faulty = try readings(
            200, faults: ["machine_002:bias:vibration:+0.5@\(from)..\(until)", "machine_003:stuck:temperature@\(from)"])
        for moment in 0..<200 {
            let isBiased = (60..<120).contains(moment)
            #expect(faulty[moment][0] == healthy[moment][0])
            #expect(faulty[moment][1].values[1] == healthy[moment][1].values[1] + (isBiased ? 0.5 : 0))
            let expected = moment < 60 ? healthy[moment][2].values[0] : healthy[60][2].values[0]
            #expect(faulty[moment][2].values[0] == expected)
        }
    }

    @Test(arguments: [
        "", "machine_001", "machine_001:bias:vibration@2026-01-01", "machine_001:stuck:vibration:1@2026-01-01",
        "machine_001:bias:humidity:1@2026-01-01", "machine_001:bias:vibration:x@2026-01-01",
        "machine_001:bias:vibration:1", ":bias:vibration:1@2026-01-01",
        "machine_001:bias:vibration:1@2026-02-01..2026-01-01",
    ])
    func `texts that are no fault are refused`(text: String) {
        #expect(MachineFault(text) == nil)
    }

    @Test func `readings are written as they are taken in`() throws {
        let moment = try readings(1)[0]
        let text = String(decoding: MachineStream.body(of: moment), as: UTF8.self)
        #expect(text.hasPrefix(#"[{"machine_id":"machine_001","observed_at":"2026-01-01T00:00:00Z","temperature":"#))
        #expect(text.split(separator: "},{").count == 3)
    }
}
