public import Readings

/// One answered input as the drift window keeps it.
public struct WindowRecord: Sendable, Equatable {
    /// Its number in its ring, from 1 on without gaps as long as one program writes.
    public let sequence: UInt64
    /// When it was answered.
    public let answeredAt: Timestamp
    /// When the values were measured.
    public let observedAt: Timestamp
    /// The station or machine. Of a name longer than 128 bytes the beginning, `~` and its fingerprint.
    public let station: String
    /// The version of the model that answered.
    public let modelVersion: Int
    /// The paper's score, (0, 1].
    public let anomalyScore: Double
    /// The verdict given.
    public let isAnomaly: Bool
    /// `[quantities]` the values as sent.
    public let values: [Double]
    /// `[features]` the row as scored.
    public let features: [Float]

    /// An input of given parts.
    package init(
        sequence: UInt64, answeredAt: Timestamp, observedAt: Timestamp, station: String, modelVersion: Int,
        anomalyScore: Double, isAnomaly: Bool, values: [Double], features: [Float]
    ) {
        self.sequence = sequence
        self.answeredAt = answeredAt
        self.observedAt = observedAt
        self.station = station
        self.modelVersion = modelVersion
        self.anomalyScore = anomalyScore
        self.isAnomaly = isAnomaly
        self.values = values
        self.features = features
    }
}
