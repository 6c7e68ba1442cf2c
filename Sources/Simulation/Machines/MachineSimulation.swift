import Learning
public import Readings

/// A hall of simulated machines, hour by hour; the same seed gives the same readings.
public struct MachineSimulation: Sendable {
    private let machineCount: Int
    private let seed: UInt64

    /// The hall of ten machines in the first sixty days of 2013 that quickstart trains the machine detector on.
    /// - Parameter seed: of all randomness.
    /// - Returns: 14,400 readings in the `machine` schema.
    public static func quickstart(seed: UInt64) -> ReadingTable {
        MachineSimulation(machineCount: 10, seed: seed)
            .readings(from: Timestamp(milliseconds: 1_356_998_400_000), hours: 60 * 24)
    }

    /// A hall.
    /// - Parameters:
    ///   - machineCount: machines, called `machine_001` and on.
    ///   - seed: of all randomness.
    public init(machineCount: Int, seed: UInt64) {
        self.machineCount = machineCount
        self.seed = seed
    }

    /// Readings of all machines, machine by machine.
    /// - Parameters:
    ///   - start: the first hour.
    ///   - hours: how many.
    /// - Returns: machineCount × hours readings in the `machine` schema.
    public func readings(from start: Timestamp, hours: Int) -> ReadingTable {
        let control = QualityControl(schema: .machine)
        var table = ReadingTable(schema: .machine)
        for number in 1...machineCount {
            var machine = SimulatedMachine(
                station: Self.name(ofMachine: number), randomness: Xoshiro256(seed: seed, stream: UInt64(number)))
            for hour in 0..<hours {
                var reading = machine.reading(at: start.advanced(hours: hour))
                reading.flags = control.flags(for: reading.values)
                table.append(reading)
            }
        }
        return table
    }

    static func name(ofMachine number: Int) -> String {
        let digits = String(number)
        return "machine_" + String(repeating: "0", count: max(0, 3 - digits.count)) + digits
    }
}
