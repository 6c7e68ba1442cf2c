/// Under which names the program keeps its models.
public struct ModelNames: Sendable, Equatable {
    /// The detector of weather readings; the setting `MODEL_NAME`.
    public let weatherDetector: String
    /// The detector of machine readings.
    public let machineDetector = "anomaly-detection-model-machine"
    /// The forecaster of weather.
    public let weatherForecaster = "weather-forecast-model"

    /// The usual names.
    /// - Parameter weatherDetector: the detector of weather readings.
    public init(weatherDetector: String = "anomaly-detection-model") {
        self.weatherDetector = weatherDetector
    }

    /// The detector of a schema's readings.
    /// - Parameter schema: `weather`, `machine` or another, which gets its name appended.
    /// - Returns: a model's name.
    public func detector(ofSchema schema: String) -> String {
        switch schema {
        case "weather": weatherDetector
        case "machine": machineDetector
        default: "anomaly-detection-model-\(schema)"
        }
    }
}
