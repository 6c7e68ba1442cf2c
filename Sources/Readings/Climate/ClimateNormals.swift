/// What a station's weather is like over the years, in round figures.
struct ClimateNormals {
    /// °C over the year.
    let temperature: Double
    /// Half of the difference between the warmest and the coldest month, in °C.
    let yearlySwing: Double
    /// Half of the difference between afternoon and early morning, in °C.
    let dailySwing: Double
    /// Standard deviation of the weather's own temperature changes, in °C.
    let temperatureSpread: Double
    /// Standard deviation of the pressure, in hPa.
    let pressureSpread: Double
    /// % over the year.
    let humidity: Double
    /// m/s over the year.
    let windSpeed: Double

    /// The ten cities by their well-known climates; other places by their latitude.
    init(of station: Station) {
        let row = Self.cities[station.name] ?? Self.row(atLatitude: station.latitude)
        (temperature, yearlySwing, dailySwing) = (row.0, row.1, row.2)
        (temperatureSpread, pressureSpread, humidity, windSpeed) = (row.3, row.4, row.5, row.6)
    }

    private typealias Row = (Double, Double, Double, Double, Double, Double, Double)

    private static let cities: [String: Row] = [
        "New York": (13, 12.5, 3.5, 4, 8, 63, 4.5), "London": (11.5, 7, 3, 3, 9, 75, 3.8),
        "Tokyo": (16, 10.5, 3, 2.8, 6.5, 65, 3.2), "Mumbai": (27.5, 3, 3, 1.2, 2.2, 74, 3.4),
        "Sydney": (18, 5.5, 3.5, 3, 6, 65, 4), "Dubai": (28, 9, 4.5, 1.8, 2.5, 57, 3.8),
        "Singapore": (27.5, 0.8, 2.5, 1, 1.2, 81, 2.6), "Berlin": (10.5, 9.5, 3.5, 3.6, 8.5, 74, 3.8),
        "Toronto": (9.5, 13, 3.5, 4.4, 8, 70, 4.2), "São Paulo": (20, 3.5, 4, 2.6, 3.5, 76, 2.5),
    ]

    private static func row(atLatitude latitude: Double) -> Row {
        let distance = min(abs(latitude), 75)
        let unrest = 1 + 3 * min(distance, 45) / 45
        return (
            28 - 0.5 * max(0, distance - 10), 0.5 + 0.22 * distance, 3.5, unrest, 1.5 + 7 * min(distance, 50) / 50, 70,
            3.8
        )
    }
}
