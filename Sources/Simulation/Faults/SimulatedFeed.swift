/// The weather services that are simulated; current values and archive of Open-Meteo are one.
public enum SimulatedFeed: String, Sendable, CaseIterable {
    /// `GET /data/2.5/weather`.
    case openWeatherMap = "openweathermap"
    /// `GET /v1/forecast` and `/v1/archive`.
    case openMeteo = "open-meteo"
    /// `GET /api/data/metar`.
    case metar
}
