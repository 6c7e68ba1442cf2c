public import Readings

/// The models of one kind of station that are trained together.
public struct LoopSubject: Sendable {
    /// The kind of station.
    public let sensors: SensorSchema
    /// The detector's name.
    public let detector: String
    /// The forecaster's name; nil where nothing is forecast.
    public let forecaster: String?

    /// Models that are trained together.
    /// - Parameters:
    ///   - sensors: the kind of station.
    ///   - detector: the detector's name.
    ///   - forecaster: the forecaster's name; nil where nothing is forecast.
    public init(sensors: SensorSchema, detector: String, forecaster: String?) {
        self.sensors = sensors
        self.detector = detector
        self.forecaster = forecaster
    }

    /// The names of all models.
    public var models: [String] { [detector] + (forecaster.map { [$0] } ?? []) }
}
