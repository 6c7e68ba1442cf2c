/// Whether an alert's condition holds.
public enum AlertStatus: String, Sendable, CaseIterable {
    /// It holds.
    case firing
    /// It does not hold any more.
    case resolved
}
