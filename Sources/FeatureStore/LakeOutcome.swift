/// What became of a reading that was added to the lake.
public enum LakeOutcome: String, Sendable, Equatable, CaseIterable {
    /// Nothing was known of its station, moment and source.
    case added
    /// Other values were known, and are kept beside.
    case correction
    /// The same was known already.
    case duplicate
}
