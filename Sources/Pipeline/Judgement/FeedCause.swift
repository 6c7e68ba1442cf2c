/// What has happened to the feed of one sensor.
public enum FeedCause: String, Sendable, CaseIterable {
    /// Values come in another unit.
    case unit
    /// Values lie above or below what is true by the same amount, or by an amount that grows.
    case offset
    /// Values are a multiple of what is true.
    case scale
    /// The last true value is repeated.
    case stuck
    /// One value is repeated that never was true, such as 0 or a sign for a missing value.
    case constant
    /// Nothing comes.
    case gap
    /// Few values are impossible, and those after them are true again.
    case spike
    /// Values scatter around what is true.
    case noise
}
