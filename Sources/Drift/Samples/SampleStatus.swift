/// What a reader should know about two samples before trusting a score.
public enum SampleStatus: String, Sendable, CaseIterable {
    /// A side has no finite value; there is no score.
    case empty
    /// A side has a single value, which tells nothing of its spread.
    case insufficient
    /// All values of a side are equal.
    case constant
    /// Values that are NaN or infinite were left out.
    case nonFinite = "non_finite"
    /// Nothing to remark.
    case ok

    /// What applies to two samples, the gravest first; `[.ok]` when nothing does.
    static func all(
        counts: (Int, Int), distinctCounts: (Int, Int), nonFiniteCount: Int
    ) -> [SampleStatus] {
        var found: [SampleStatus] = []
        if min(counts.0, counts.1) == 0 { found.append(.empty) }
        if counts.0 == 1 || counts.1 == 1 { found.append(.insufficient) }
        if (counts.0 > 1 && distinctCounts.0 == 1) || (counts.1 > 1 && distinctCounts.1 == 1) {
            found.append(.constant)
        }
        if nonFiniteCount > 0 { found.append(.nonFinite) }
        return found.isEmpty ? [.ok] : found
    }
}
