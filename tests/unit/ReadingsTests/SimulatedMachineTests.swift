import Readings
import TestSupport
import Testing

struct SimulatedMachineTests {
    private let monday = Timestamp(milliseconds: 1_767_571_200_000)

    private func readings(seed: UInt64, from start: Timestamp, hours: Int) -> [Reading] {
        var machine = SimulatedMachine(station: "machine_001", randomness: SeededRandom(seed: seed))
        return (0..<hours).map { machine.reading(at: start.advanced(hours: $0)) }
    }

    @Test func `gives the same readings from the same seed and others from another`() {
        let first = readings(seed: 1, from: monday, hours: 500)
        #expect(readings(seed: 1, from: monday, hours: 500) == first)
        #expect(readings(seed: 2, from: monday, hours: 500).map(\.values) != first.map(\.values))
    }

    @Test func `knows of time only the hour of the day and the day of the week`() {
        let thisWeek = readings(seed: 5, from: monday, hours: 300)
        let yearsAgo = readings(seed: 5, from: monday.advanced(hours: -52 * 7 * 24 * 20), hours: 300)
        #expect(thisWeek.map(\.values) == yearsAgo.map(\.values))
        #expect(thisWeek.map(\.values) != readings(seed: 5, from: monday.advanced(hours: 12), hours: 300).map(\.values))
    }

    @Test func `is dated as asked and marked as simulated`() {
        let reading = readings(seed: 1, from: monday, hours: 1)[0]
        #expect(reading.station == "machine_001")
        #expect(reading.observedAt == monday && reading.knownAt == monday)
        #expect(reading.source == "simulator" && reading.kind == .simulated)
        #expect(reading.flags == [] && reading.values.count == SensorSchema.machine.quantities.count)
    }

    @Test func `stays where machines of its kind are, in steps of its instruments`() {
        let control = QualityControl(schema: .machine)
        for seed in 0..<20 as Range<UInt64> {
            for reading in readings(seed: seed, from: monday, hours: 2_000) {
                let (temperature, vibration, speed) = (reading.values[0], reading.values[1], reading.values[2])
                guard control.flags(for: reading.values).isEmpty, (50...95).contains(temperature),
                    (0.05...0.9).contains(vibration), (1_200...1_700).contains(speed),
                    temperature == (temperature * 100).rounded() / 100,
                    vibration == (vibration * 1_000).rounded() / 1_000, speed == (speed * 10).rounded() / 10
                else {
                    Issue.record("seed \(seed): \(reading)")
                    return
                }
            }
        }
    }

    @Test func `runs faster by day than by night and at weekends`() {
        let readings = (0..<40 as Range<UInt64>).flatMap { self.readings(seed: $0, from: monday, hours: 4 * 168) }
        func meanSpeed(_ isIncluded: (Timestamp) -> Bool) -> Double {
            let speeds = readings.filter { isIncluded($0.observedAt) }.map { $0.values[2] }
            return speeds.reduce(0, +) / Double(speeds.count)
        }
        let day = meanSpeed { $0.dayOfWeek < 5 && (6..<18).contains($0.hourOfDay) }
        let night = meanSpeed { $0.dayOfWeek < 5 && !(6..<18).contains($0.hourOfDay) }
        let weekend = meanSpeed { $0.dayOfWeek >= 5 && (6..<18).contains($0.hourOfDay) }
        #expect(abs(day - night - 12) < 2)
        #expect(abs(day - weekend - 8) < 2)
    }
}
