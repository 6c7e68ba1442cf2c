import JSON
import Learning
public import Readings

/// The readings of a hall of machines as they come, all machines at each moment; the same seed gives the same readings.
public struct MachineStream {
    private var machines: [SimulatedMachine<Xoshiro256>]
    private let faults: [MachineFault]
    private let intervalMilliseconds: Int64
    private var stuckValues: [Int: Double] = [:]
    /// The moment of the next readings.
    public private(set) var nextMoment: Timestamp

    /// A stream that has not begun.
    /// - Parameters:
    ///   - machineCount: machines, called `machine_001` and on, ≥ 1.
    ///   - seed: of all randomness.
    ///   - start: the moment of the first readings.
    ///   - intervalMilliseconds: from one moment to the next, ≥ 1.
    ///   - faults: what is wrong with sensors.
    public init(
        machineCount: Int, seed: UInt64, start: Timestamp, intervalMilliseconds: Int64, faults: [MachineFault] = []
    ) {
        machines = (1...machineCount).map { number in
            SimulatedMachine(
                station: MachineSimulation.name(ofMachine: number),
                randomness: Xoshiro256(seed: seed, stream: UInt64(number)))
        }
        self.faults = faults
        self.intervalMilliseconds = intervalMilliseconds
        nextMoment = start
    }

    /// The next readings, one of each machine, at one moment.
    public mutating func next() -> [Reading] {
        let moment = nextMoment
        nextMoment = Timestamp(milliseconds: moment.milliseconds + intervalMilliseconds)
        return machines.indices.map { place in
            var reading = machines[place].reading(at: moment)
            for (number, fault) in faults.enumerated()
            where fault.machine == reading.station && fault.isActive(at: moment) {
                reading.values[fault.quantity] = apply(
                    fault, number: number, to: reading.values[fault.quantity], moment)
            }
            return reading
        }
    }

    private mutating func apply(_ fault: MachineFault, number: Int, to value: Double, _ moment: Timestamp) -> Double {
        switch fault.fault {
        case .bias(let amount): return value + amount
        case .drift(let amount): return value + amount * fault.fault.share(of: fault.start, fault.end, at: moment)
        case .unit: return value
        case .stuck:
            let stuck = stuckValues[number] ?? value
            stuckValues[number] = stuck
            return stuck
        }
    }

    /// Readings as `POST /readings` takes them: a JSON array.
    public static func body(of readings: [Reading]) -> [UInt8] {
        var writer = JSONWriter(capacity: readings.count * 128)
        writer.array { writer in for reading in readings { write(reading, to: &writer) } }
        return writer.bytes
    }

    /// One reading as a message holds it: a JSON object.
    public static func body(of reading: Reading) -> [UInt8] {
        var writer = JSONWriter(capacity: 128)
        write(reading, to: &writer)
        return writer.bytes
    }

    private static func write(_ reading: Reading, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("machine_id", reading.station)
            writer.member("observed_at", "\(reading.observedAt)")
            for (quantity, value) in zip(SensorSchema.machine.quantities, reading.values) {
                writer.member(quantity.name, value)
            }
        }
    }
}
