/// Which forecasts of one version are meant: one sensor of one station, so many hours ahead.
public struct ForecastSeries: Hashable, Sendable {
    /// The model's name.
    public let model: String
    /// The version that forecasts.
    public let version: Int
    /// The station.
    public let station: String
    /// The sensor.
    public let sensor: String
    /// Hours ahead.
    public let horizon: Int

    /// A series.
    /// - Parameters:
    ///   - model: the model's name.
    ///   - version: the version that forecasts.
    ///   - station: the station.
    ///   - sensor: the sensor.
    ///   - horizon: hours ahead.
    public init(model: String, version: Int, station: String, sensor: String, horizon: Int) {
        self.model = model
        self.version = version
        self.station = station
        self.sensor = sensor
        self.horizon = horizon
    }
}
