/// A place that reports weather, and what the services that know it call it.
public struct Station: Hashable, Sendable {
    /// The name that readings carry as `machine_id`, such as `New York`.
    public let name: String
    /// Degrees north of the equator, −90 … 90.
    public let latitude: Double
    /// Degrees east of Greenwich, −180 … 180.
    public let longitude: Double
    /// ISO 3166-1 alpha-2, such as `US`; nil where nobody said.
    public let country: String?
    /// The city's number at OpenWeatherMap; nil where nobody said.
    public let openWeatherMapID: Int?
    /// The ICAO code of an airport whose weather is the station's, such as `KJFK`; nil where there is none.
    public let airport: String?

    /// A station.
    /// - Parameters:
    ///   - name: what readings carry as `machine_id`.
    ///   - latitude: degrees north, −90 … 90.
    ///   - longitude: degrees east, −180 … 180.
    ///   - country: ISO 3166-1 alpha-2.
    ///   - openWeatherMapID: the city's number at OpenWeatherMap.
    ///   - airport: ICAO code.
    public init(
        name: String, latitude: Double, longitude: Double, country: String? = nil, openWeatherMapID: Int? = nil,
        airport: String? = nil
    ) {
        self.name = name
        self.latitude = latitude
        self.longitude = longitude
        self.country = country
        self.openWeatherMapID = openWeatherMapID
        self.airport = airport
    }
}
