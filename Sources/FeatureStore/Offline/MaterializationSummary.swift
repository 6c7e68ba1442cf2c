/// What a materialization did.
public struct MaterializationSummary: Sendable, Equatable {
    /// Months whose file was written.
    public internal(set) var monthsWritten = 0
    /// Months that were up to date.
    public internal(set) var monthsSkipped = 0
    /// Files that were damaged and are computed anew.
    public internal(set) var damagedFiles: [String] = []
    /// Rows computed, all versions.
    public internal(set) var rows = 0
    /// Versions among them beyond the first of each row.
    public internal(set) var laterVersions = 0
    /// Rows of other stations that were kept.
    public internal(set) var rowsKept = 0
    /// How long it took.
    public internal(set) var seconds = 0.0

    init() {}
}
