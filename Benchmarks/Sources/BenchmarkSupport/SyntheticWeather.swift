public import Features
import Learning
public import Readings

/// Hourly weather without gaps: a day cycle, a slow wander of air masses and noise, from a seed.
///
/// No transcendental function is used, so the numbers are the same everywhere.
public struct SyntheticWeather {
    private var randomness: Xoshiro256
    private let level: Double
    private var airMass = 0.0
    private var pressureWander = 0.0
    private var gust = 0.0

    /// The weather of one station.
    /// - Parameters:
    ///   - seed: names all stations' weather.
    ///   - station: its number, which names its own random stream.
    public init(seed: UInt64, station: Int) {
        randomness = Xoshiro256(seed: seed, stream: UInt64(station))
        level = 12
        airMass = 3 * noise()
    }

    /// The stations' readings, station after station, from 2020-01-01T00:00:00Z on.
    /// - Parameters:
    ///   - stations: how many.
    ///   - hours: readings a station.
    ///   - seed: names the weather.
    /// - Returns: `stations × hours` readings.
    public static func readings(stations: Int, hours: Int, seed: UInt64) -> ReadingTable {
        let begin = Timestamp(milliseconds: 18_262 * Timestamp.millisecondsPerDay)
        var table = ReadingTable(schema: .weather)
        for station in 0..<stations {
            var weather = SyntheticWeather(seed: seed, station: station)
            for hour in 0..<hours {
                let moment = begin.advanced(hours: hour)
                table.append(
                    Reading(
                        station: "S\(station)", observedAt: moment, knownAt: moment, source: "synthetic",
                        kind: .simulated, values: weather.values(at: moment)))
            }
        }
        return table
    }

    /// Rows of the 32 weather features with a value in each, of ten stations.
    /// - Parameters:
    ///   - count: rows, a multiple of ten.
    ///   - seed: names the weather.
    /// - Returns: `[count × 32]`.
    public static func completeRows(_ count: Int, seed: UInt64) -> FeatureMatrix {
        let stations = 10
        // Of a station's first day some rows have no lag or no window of 24 hours.
        let hours = count / stations + 24
        let readings = readings(stations: stations, hours: hours, seed: seed)
        let table = FeatureTable(of: readings, schema: .weather, trustingFlagged: true)
        return table.matrix.selecting(rows: (0..<table.rowCount).filter { $0 % hours >= 24 })
    }

    /// One value for each quantity, rounded as an instrument reports it.
    private mutating func values(at moment: Timestamp) -> [Double] {
        // A parabola for the sun's way: −1 at three in the morning, 1 at three in the afternoon.
        let phase = Double((moment.hourOfDay + 9) % 24) / 12 - 1
        let sun = 1 - 2 * phase * phase
        airMass = 0.985 * airMass + 0.72 * noise()
        pressureWander = 0.985 * pressureWander + 1.03 * noise()
        gust = 0.9 * gust + noise()
        let temperature = level + 3.2 * sun + airMass + 0.5 * noise()
        let pressure = 1017 - 0.7 * airMass + pressureWander
        let humidity = min(100, max(5, 62 - 9 * sun + airMass + 5 * noise()))
        let wind = max(0, 4.6 + 0.8 * sun + gust)
        return [
            (temperature * 100).rounded() / 100, (pressure * 10).rounded() / 10, (humidity * 100).rounded() / 100,
            (wind * 100).rounded() / 100,
        ]
    }

    /// Nearly normal, mean 0 and variance 1: the sum of twelve uniform numbers, less six (Irwin–Hall).
    private mutating func noise() -> Double {
        var sum = -6.0
        for _ in 0..<12 { sum += randomness.uniform() }
        return sum
    }
}
