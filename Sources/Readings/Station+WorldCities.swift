extension Station {
    /// The ten cities that are collected unless the configuration names others; coordinates and numbers as in
    /// OpenWeatherMap's list of cities, airports by ICAO code.
    public static let worldCities = [
        Station(
            name: "New York", latitude: 40.7143, longitude: -74.006, country: "US", openWeatherMapID: 5_128_581,
            airport: "KJFK"),
        Station(
            name: "London", latitude: 51.5085, longitude: -0.1257, country: "GB", openWeatherMapID: 2_643_743,
            airport: "EGLL"),
        Station(
            name: "Tokyo", latitude: 35.6895, longitude: 139.6917, country: "JP", openWeatherMapID: 1_850_144,
            airport: "RJTT"),
        Station(
            name: "Mumbai", latitude: 19.0144, longitude: 72.8479, country: "IN", openWeatherMapID: 1_275_339,
            airport: "VABB"),
        Station(
            name: "Sydney", latitude: -33.8679, longitude: 151.2073, country: "AU", openWeatherMapID: 2_147_714,
            airport: "YSSY"),
        Station(
            name: "Dubai", latitude: 25.2582, longitude: 55.3047, country: "AE", openWeatherMapID: 292_223,
            airport: "OMDB"),
        Station(
            name: "Singapore", latitude: 1.2897, longitude: 103.8501, country: "SG", openWeatherMapID: 1_880_252,
            airport: "WSSS"),
        Station(
            name: "Berlin", latitude: 52.5244, longitude: 13.4105, country: "DE", openWeatherMapID: 2_950_159,
            airport: "EDDB"),
        Station(
            name: "Toronto", latitude: 43.7001, longitude: -79.4163, country: "CA", openWeatherMapID: 6_167_865,
            airport: "CYYZ"),
        Station(
            name: "São Paulo", latitude: -23.5475, longitude: -46.6361, country: "BR", openWeatherMapID: 3_448_439,
            airport: "SBGR"),
    ]
}
