/// What a model is for.
public enum ModelKind: String, Sendable, Codable {
    /// Scores how strange one reading is.
    case anomaly
    /// Predicts a station's next hours.
    case forecast
}
