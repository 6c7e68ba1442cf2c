public import Readings

/// Somebody or something asks for a retraining, or for the end of one; who decides is another matter.
public struct RetrainingRequest: Hashable, Sendable {
    /// Who asks.
    public enum Origin: String, Sendable, CaseIterable {
        /// Enough readings are new.
        case newReadings = "new_readings"
        /// An alert that says so.
        case alert
        /// A person, over HTTP or on the command line.
        case person
    }

    /// What is asked.
    public enum Purpose: Hashable, Sendable {
        /// That models are trained anew.
        case training
        /// That the training which began then ends, and what was asked before is not trained; nil where none was under way.
        case cancellation(of: Timestamp?)
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
    /// What is asked.
    public let purpose: Purpose

    /// A request.
    /// - Parameters:
    ///   - id: counts the requests.
    ///   - askedAt: when it was asked.
    ///   - origin: who asks.
    ///   - schema: the schema whose models are meant.
    ///   - readingCount: readings that were stored then.
    ///   - detail: what else is to be said.
    ///   - purpose: what is asked.
    public init(
        id: Int64, askedAt: Timestamp, origin: Origin, schema: String, readingCount: Int, detail: String,
        purpose: Purpose = .training
    ) {
        self.id = id
        self.askedAt = askedAt
        self.origin = origin
        self.schema = schema
        self.readingCount = readingCount
        self.detail = detail
        self.purpose = purpose
    }
}
