/// Who decides whether models are trained anew. Several may be in force at once; each alone can start a training.
public enum RetrainingPolicy: String, Sendable, CaseIterable, Codable {
    /// Trains when forecasts have lost skill, whether inputs have moved as well or not; judges what others ask for by the same
    /// table.
    case twoKey = "two-key"
    /// Trains once enough readings are new, by number and as a share of those trained on.
    case growth
    /// Trains whenever a number of readings is new.
    case count
    /// Trains when inputs have moved.
    case drift
    /// Trains when an alert asks for it.
    case alert
    /// Trains every so many days.
    case schedule
    /// Trains when a person asks for it; that is in force always.
    case manual
}
