public import Readings

/// What was known of an entity at a moment.
public struct PointInTimeAnswer: Sendable, Equatable {
    /// Whether there is a row, and why not.
    public let status: FeatureStatus
    /// The moment of the row; nil when there is none at all.
    public let observedAt: Timestamp?
    /// Since when the row was known so.
    public let knownAt: Timestamp?
    /// One value for each feature, NaN where undefined; all of them unless `status` is `.present`.
    public let values: [Float]
}
