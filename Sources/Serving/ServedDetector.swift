import Features
public import FeatureStore
import Readings
public import Registry

/// What answers for the readings of one kind of station; swapped as a whole when another version takes over.
public struct ServedDetector: Sendable {
    /// The model that answers.
    public let model: LoadedDetector
    /// Makes the model's rows from a request and the station's recent past.
    public let features: FeatureReader
    /// Keeps an answer; called once for each, from any thread, and must not wait.
    public let record: @Sendable (PredictionRecord) -> Void

    /// A detector with all that it needs to answer.
    /// - Parameters:
    ///   - model: answers.
    ///   - features: makes rows of the model's schema.
    ///   - record: keeps an answer, without waiting.
    public init(
        model: LoadedDetector, features: FeatureReader, record: @escaping @Sendable (PredictionRecord) -> Void
    ) {
        precondition(model.schema == features.schema, "a model of other features")
        self.model = model
        self.features = features
        self.record = record
    }

    /// The schema of the readings that it takes.
    var readings: String { features.schema.sensors.name }
}
