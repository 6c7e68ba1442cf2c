/// A rotating machine that reports temperature, vibration and rotation speed once an hour.
///
/// Speed follows the load of the shift and wanders slowly; heat follows speed with delay; vibration grows with speed.
/// The same seed gives the same readings. No transcendental function is used, so the numbers are the same everywhere.
public struct SimulatedMachine<Randomness: RandomNumberGenerator> {
    private var randomness: Randomness
    private let station: String
    private var nominalSpeed = 1450.0
    private var wander = 0.0
    private var heat = 0.0
    private var looseness = 0.0

    /// A machine at rest temperature.
    /// - Parameters:
    ///   - station: its name.
    ///   - randomness: a seeded source, its own for each machine.
    public init(station: String, randomness: Randomness) {
        self.station = station
        self.randomness = randomness
        nominalSpeed += 15 * normal()
    }

    /// The next hour's reading.
    /// - Parameter moment: the hour.
    /// - Returns: a reading in the `machine` schema, rounded as an instrument would report it.
    public mutating func reading(at moment: Timestamp) -> Reading {
        let isDayShift = (6..<18).contains(moment.hourOfDay)
        let isWeekend = moment.dayOfWeek >= 5
        let load = (isDayShift ? 0.85 : 0.55) - (isWeekend ? 0.2 : 0)
        wander = 0.9 * wander + 0.436 * normal()
        let speed = nominalSpeed + 40 * (load - 0.65) + 14 * wander
        heat = 0.7 * heat + 0.3 * load
        looseness = 0.95 * looseness + 0.312 * normal()
        let temperature = 58 + 22 * heat + 0.02 * (speed - nominalSpeed) + 1.2 * normal()
        let vibration = 0.40 + 0.0006 * (speed - nominalSpeed) + 0.03 * looseness + 0.012 * normal()
        return Reading(
            station: station, observedAt: moment, knownAt: moment, source: "simulator", kind: .simulated,
            values: [
                (temperature * 100).rounded() / 100, (max(0.05, vibration) * 1000).rounded() / 1000,
                (speed * 10).rounded() / 10,
            ])
    }

    /// Nearly normal, mean 0 and variance 1: the sum of twelve uniform numbers, less six (Irwin–Hall).
    private mutating func normal() -> Double {
        var sum = -6.0
        for _ in 0..<12 { sum += Double(randomness.next() >> 11) * 0x1p-53 }
        return sum
    }
}
