public import Readings

/// Somebody or something asks for a retraining; who decides is another matter.
public struct RetrainingRequest: Hashable, Sendable {
    /// Who asks.
    public enum Origin: String, Sendable, CaseIterable {
        /// Enough readings are new.
        case newReadings = "new_readings"
        /// An alert that says so.
        case alert
    }

    /// Counts the requests, from 1.
    public let id: Int64
    /// When it was asked.
    public let askedAt: Timestamp
    /// Who asks.
    public let origin: Origin
    /// The schema whose models are meant.
    public let schema: String
    /// Readings of the schema that were stored then, as far as they had been counted.
    public let readingCount: Int
    /// What else is to be said, for people.
    public let detail: String
}
