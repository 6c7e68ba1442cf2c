public import Readings

/// One answer of the anomaly detector, with everything needed to give it again.
public struct PredictionRecord: Sendable, Equatable {
    /// The request that asked; rows of one request share it.
    public let requestID: String
    /// When it was answered.
    public let answeredAt: Timestamp
    /// The station or machine.
    public let station: String
    /// When the values were measured.
    public let observedAt: Timestamp
    /// The values as sent, in the order of the schema's quantities.
    public let values: [Double]
    /// The feature row as scored.
    public let features: [Float]
    /// The paper's score, (0, 1].
    public let anomalyScore: Double
    /// The verdict given.
    public let isAnomaly: Bool
    /// Name of the model that answered.
    public let modelName: String
    /// Its version.
    public let modelVersion: Int

    /// A record of all its parts.
    /// - Parameters:
    ///   - requestID: the request that asked.
    ///   - answeredAt: when it was answered.
    ///   - station: the station or machine.
    ///   - observedAt: when the values were measured.
    ///   - values: as sent.
    ///   - features: the row as scored.
    ///   - anomalyScore: (0, 1].
    ///   - isAnomaly: the verdict given.
    ///   - modelName: the model that answered.
    ///   - modelVersion: its version.
    public init(
        requestID: String, answeredAt: Timestamp, station: String, observedAt: Timestamp, values: [Double],
        features: [Float], anomalyScore: Double, isAnomaly: Bool, modelName: String, modelVersion: Int
    ) {
        self.requestID = requestID
        self.answeredAt = answeredAt
        self.station = station
        self.observedAt = observedAt
        self.values = values
        self.features = features
        self.anomalyScore = anomalyScore
        self.isAnomaly = isAnomaly
        self.modelName = modelName
        self.modelVersion = modelVersion
    }
}
