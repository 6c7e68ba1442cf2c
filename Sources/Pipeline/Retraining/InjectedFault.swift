import Learning
public import Readings

/// A fault of one sensor that lasts an hour, put into healthy readings to see whether a detector finds it.
public struct InjectedFault: Sendable, Equatable {
    /// The name under which its metric is reported.
    public let name: String
    let sensor: Int
    let factor: Double
    let offset: Double

    /// The faults of a schema: a spike and a wrong unit of the first sensor, and one fault of each other.
    /// - Parameter schema: `weather` or `machine`.
    /// - Returns: the faults; none for another schema.
    public static func all(of schema: SensorSchema) -> [InjectedFault] {
        switch schema.name {
        case "weather":
            [
                InjectedFault(name: "temperature_spike_12", sensor: 0, factor: 1, offset: 12),
                InjectedFault(name: "temperature_in_fahrenheit", sensor: 0, factor: 1.8, offset: 32),
                InjectedFault(name: "pressure_drop_25", sensor: 1, factor: 1, offset: -25),
                InjectedFault(name: "humidity_zero", sensor: 2, factor: 0, offset: 0),
            ]
        case "machine":
            [
                InjectedFault(name: "temperature_spike_30", sensor: 0, factor: 1, offset: 30),
                InjectedFault(name: "vibration_doubled", sensor: 1, factor: 2, offset: 0),
                InjectedFault(name: "rotation_speed_zero", sensor: 2, factor: 0, offset: 0),
            ]
        default: []
        }
    }

    /// One in so many of the given rows, the same for the same seed.
    /// - Parameters:
    ///   - rows: rows that may be hit.
    ///   - seed: of the choice.
    ///   - rowsAFault: of so many rows one is hit, ≥ 1.
    /// - Returns: at least one row, ascending; none when there are none.
    package static func hits(among rows: [Int], seed: UInt64, rowsAFault: Int = 100) -> [Int] {
        guard !rows.isEmpty else { return [] }
        var randomness = Xoshiro256(seed: seed, stream: 0)
        return randomness.sample(max(1, rows.count / rowsAFault), of: rows.count).map { rows[$0] }.sorted()
    }

    /// The readings with this fault in some rows.
    /// - Parameters:
    ///   - readings: healthy ones.
    ///   - rows: the rows to hit; a missing value stays missing.
    /// - Returns: readings with the same rows.
    package func injected(into readings: ReadingTable, rows: [Int]) -> ReadingTable {
        let hit = Set(rows)
        var faulty = ReadingTable(schema: readings.schema)
        for row in 0..<readings.rowCount {
            var reading = readings.reading(row)
            if hit.contains(row) { reading.values[sensor] = reading.values[sensor] * factor + offset }
            faulty.append(reading)
        }
        return faulty
    }
}
