import Features
public import FeatureStore
import Learning
import Readings
public import Registry

/// What forecasts a station's next hours.
public struct ServedForecaster: Sendable {
    /// The model that answers; until there is one persistence does.
    public let slot: ModelSlot<LoadedForecaster?>
    /// Knows the stations' recent past.
    public let features: FeatureReader

    /// A forecaster with all that it needs to answer.
    /// - Parameters:
    ///   - slot: the model that answers.
    ///   - features: reads the readings of the model's sensors.
    public init(slot: ModelSlot<LoadedForecaster?>, features: FeatureReader) {
        precondition(
            slot.current.map { $0.forecaster.schema.sensors == features.schema.sensors } ?? true,
            "a forecaster of other sensors")
        self.slot = slot
        self.features = features
    }
}
