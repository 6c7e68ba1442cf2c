import RealModule

/// Made-up weather: the same seed gives the same values at every place and moment, in whatever order they are asked for.
///
/// A year's and a day's cycle by the place's climate and local solar time, and weather systems of some days on top, in
/// which pressure, temperature and humidity move together as they do in passing fronts. One-hour changes of temperature
/// have a standard deviation of about 1 °C.
public struct SyntheticClimate: Sendable {
    private let seed: UInt64
    private let changes: [WorldChange]

    /// A world.
    /// - Parameters:
    ///   - seed: of all randomness.
    ///   - changes: what changes in it for good.
    public init(seed: UInt64, changes: [WorldChange] = []) {
        self.seed = seed
        self.changes = changes
    }

    /// The weather at a place and moment.
    /// - Parameters:
    ///   - station: the place.
    ///   - moment: the moment.
    /// - Returns: °C, hPa, %, m/s as ``SensorSchema/weather`` has them, within their physical ranges, not rounded.
    public func values(at station: Station, _ moment: Timestamp) -> [Double] {
        let normals = ClimateNormals(of: station)
        let hour = Double(moment.milliseconds) / Double(Timestamp.millisecondsPerHour)
        let front = noise(station, 1, [(90, 0.8), (36, 0.5), (14, 0.3)]).value(atHour: hour)
        let breeze = noise(station, 2, [(10, 0.3), (3, 0.15)]).value(atHour: hour)
        let moisture = noise(station, 3, [(30, 0.8), (8, 0.5)]).value(atHour: hour)
        let gusts = noise(station, 4, [(28, 0.7), (7, 0.5), (2, 0.35)]).value(atHour: hour)

        let year = Double.cos(2 * .pi * (hour / 24 - Self.warmestDay(station.latitude)) / 365.2425)
        let solarHour = hour + station.longitude / 15
        let day = Double.cos(2 * .pi * (solarHour - 15) / 24)
        let expected = normals.temperature + normals.yearlySwing * year + normals.dailySwing * day
        let departure = normals.temperatureSpread * (0.9 * front + breeze)
        let tide = 1.2 * Double.cos(4 * .pi * (solarHour - 10) / 24)
        let values = [
            expected + departure, 1014 - normals.pressureSpread * front + tide * 0.6,
            normals.humidity - 2.2 * (normals.dailySwing * day) - 1.2 * departure + 9 * moisture,
            normals.windSpeed * Double.exp(0.45 * gusts + 0.15 * day) * 0.92,
        ]
        return zip(SensorSchema.weather.quantities, values).enumerated().map { place, pair in
            let (quantity, value) = pair
            let change = changes.reduce(0) { $1.quantity == place ? $0 + $1.amount(at: moment) : $0 }
            let range = quantity.physicalRange
            return min(max(value + change, range.lowerBound), range.upperBound)
        }
    }

    private func noise(_ station: Station, _ stream: UInt64, _ rhythms: [(Double, Double)]) -> ClimateNoise {
        // FNV-1a of the name: the same station has the same weather in every world of this seed.
        let name = station.name.utf8.reduce(0xCBF2_9CE4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
        return ClimateNoise(
            seed: (seed &* 0xA24B_AED4_963E_E407) ^ name ^ (stream &* 0x9FB2_1C65_1E98_DF25),
            rhythms: rhythms.map { ClimateNoise.Rhythm(hours: $0.0, spread: $0.1) })
    }

    /// Days after 1 January 1970 of a warmest day, about a month after the solstice of the hemisphere.
    private static func warmestDay(_ latitude: Double) -> Double { latitude < 0 ? 20 : 202 }
}
