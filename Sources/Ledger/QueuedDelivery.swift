public import Readings

/// An event that is to be told to somebody outside, and how far that has got.
public struct QueuedDelivery: Hashable, Sendable {
    /// Names the delivery for good, the same at every attempt.
    public let id: String
    /// What happened, such as `drift.detected`.
    public let kind: String
    /// The event's data, a JSON text.
    public let payload: String
    /// When it happened.
    public let createdAt: Timestamp
    /// Attempts that were made.
    public let attempts: Int
    /// When the next attempt is due; nil when it was delivered or given up.
    public let nextAttemptAt: Timestamp?
    /// When it was delivered; nil when it was not.
    public let deliveredAt: Timestamp?
    /// Why the last attempt failed, without secrets; nil when none failed.
    public let lastError: String?
}
