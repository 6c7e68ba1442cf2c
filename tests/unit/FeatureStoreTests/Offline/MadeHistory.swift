import FeatureStore
import Features
import Readings
import TestSupport

/// Random histories: late and corrected readings, several sources, several readings an hour.
struct MadeHistory {
    /// 2026-01-01T00:00Z, in hours since 1970.
    static let firstHour: Int64 = 490_896

    var random: SeededRandom
    var stations = ["a", "b"]
    var hours = 40

    init(seed: UInt64) {
        random = SeededRandom(seed: seed)
    }

    mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &random) < percent }

    /// Readings in order of arrival.
    mutating func readings(from first: Int64 = Self.firstHour) -> ReadingTable {
        var readings: [Reading] = []
        for station in stations {
            for hour in 0..<hours where !chance(15) {
                for _ in 0..<(chance(25) ? 3 : 1) {
                    add(station, hour: first + Int64(hour), to: &readings)
                }
            }
        }
        readings.shuffle(using: &random)
        var table = ReadingTable(schema: .weather)
        for reading in readings { table.append(reading) }
        return table
    }

    private mutating func add(_ station: String, hour: Int64, to readings: inout [Reading]) {
        // Few minutes, so that readings meet.
        let minute = [0, 20, 51].randomElement(using: &random) ?? 0
        let observed = Timestamp(hourIndex: hour).advanced(minutes: Int64(minute))
        let source = ["push", "openweathermap", "metar"].randomElement(using: &random) ?? "push"
        let versions = chance(20) ? 3 : 1
        for _ in 0..<versions {
            var delay = Int64.random(in: 0...9, using: &random)
            if chance(20) { delay = Int64.random(in: -30...3000, using: &random) }
            // Few temperatures, so that windows often stay as they are; other values that never come again.
            var values = [3, 9_999, 9_999, 9_999].map { Double(Int.random(in: 0...$0, using: &random)) }
            if chance(10) { values[0] = .nan }
            let flags = chance(10) ? [QualityFlag("temperature:step")].compactMap { $0 } : []
            readings.append(
                Reading(
                    station: station, observedAt: observed, knownAt: observed.advanced(minutes: delay),
                    source: source, kind: .measurement, values: values, flags: flags))
        }
    }
}
