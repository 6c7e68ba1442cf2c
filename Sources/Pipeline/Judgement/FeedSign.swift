/// What makes a feed be looked at.
public enum FeedSign: String, Sendable, CaseIterable {
    /// A value that is physically impossible.
    case range
    /// A change that is impossible within the time.
    case step
    /// The same value again and again.
    case equal
    /// Errors of one-hour forecasts that scatter more than is usual.
    case spread
    /// A lasting difference from the neighbours or from a second source.
    case difference
    /// No value.
    case gap
}
