/// What a point-in-time join found for an entity at a moment, in Feast's words.
public enum PointInTimeStatus: String, Sendable, CaseIterable {
    /// A row young enough.
    case present = "PRESENT"
    /// No row at or before the moment, or none that was known then.
    case notFound = "NOT_FOUND"
    /// Only rows that are too old.
    case outsideMaxAge = "OUTSIDE_MAX_AGE"
}
