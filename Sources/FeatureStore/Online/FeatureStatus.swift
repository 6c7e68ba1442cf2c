public import Readings

/// How far a feature's value can be used, in Feast's words.
public enum FeatureStatus: String, Sendable, Equatable, CaseIterable {
    /// There is a value, and it still holds.
    case present = "PRESENT"
    /// There is a row, and the feature is undefined in it.
    case nullValue = "NULL_VALUE"
    /// The entity has no row.
    case notFound = "NOT_FOUND"
    /// There is a value that has outlived its view's ttl.
    case outsideMaxAge = "OUTSIDE_MAX_AGE"

    /// The status of one feature.
    /// - Parameters:
    ///   - value: the feature's value; nil without a row.
    ///   - row: the entity's row.
    ///   - view: the feature's view.
    ///   - now: the moment of asking.
    public init(of value: FeastValue?, in row: OnlineRow?, view: FeatureView, at now: Timestamp) {
        if let row, let value {
            self =
                view.isOutsideMaxAge(row.eventTime, at: now)
                ? .outsideMaxAge : value.isMissing ? .nullValue : .present
        } else {
            self = .notFound
        }
    }
}
