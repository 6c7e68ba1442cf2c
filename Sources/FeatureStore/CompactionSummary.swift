/// What a compaction did.
public struct CompactionSummary: Sendable, Equatable {
    /// Files that were merged into others.
    public internal(set) var mergedFiles = 0
    /// Files that were made of them.
    public internal(set) var madeFiles = 0
    /// Months that stay as they are, since their file system cannot exchange folders; readers are none the worse.
    public internal(set) var skippedMonths = 0

    mutating func add(_ other: CompactionSummary) {
        mergedFiles += other.mergedFiles
        madeFiles += other.madeFiles
        skippedMonths += other.skippedMonths
    }
}
