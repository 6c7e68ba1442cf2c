/// What a sensor of a station showed in an hour that there are forecasts for.
public struct ForecastOutcome: Hashable, Sendable {
    /// The station.
    public let station: String
    /// The sensor.
    public let sensor: String
    /// The hour, in hours since 1970.
    public let hour: Int64
    /// In the sensor's unit; nil takes back what was known, such as a value that is not believed any more.
    public let value: Double?
    /// Who measured it.
    public let source: String

    /// An outcome.
    /// - Parameters:
    ///   - station: the station.
    ///   - sensor: the sensor.
    ///   - hour: in hours since 1970.
    ///   - value: in the sensor's unit; nil takes back what was known.
    ///   - source: who measured it.
    public init(station: String, sensor: String, hour: Int64, value: Double?, source: String) {
        self.station = station
        self.sensor = sensor
        self.hour = hour
        self.value = value
        self.source = source
    }
}
