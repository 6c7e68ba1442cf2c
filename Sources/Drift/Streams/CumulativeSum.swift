/// A two-sided CUSUM chart of standardized values: how much they have been above, and below, what is usual.
///
/// Each sum grows by what a value is beyond ``slack`` on its side, never falls below 0, and tells a change above ``limit``.
/// Of normal values, the defaults tell of one change in 465 without any, and of a shift by one standard deviation after 10.
///
/// Sources: Page, "Continuous inspection schemes", Biometrika 41, 1954, doi 10.1093/biomet/41.1-2.100; defaults and run
/// lengths: Montgomery, "Introduction to Statistical Quality Control", the chapter on the tabular CUSUM.
public struct CumulativeSum: ChangeStream {
    /// Where values have gone.
    public enum Side: String, Sendable, CaseIterable {
        /// Above what is usual.
        case upper
        /// Below what is usual.
        case lower
    }

    /// What a value may deviate without counting, in standard deviations, ≥ 0; half the shift to be found is usual.
    public let slack: Double
    /// What a sum must exceed, in standard deviations, > 0.
    public let limit: Double
    /// Values beyond ± this count as this, in standard deviations, > 0; nil lets them count in full.
    public let clip: Double?
    /// How much values have been above what is usual, ≥ 0, in standard deviations.
    public private(set) var upper = 0.0
    /// How much values have been below what is usual, ≥ 0, in standard deviations.
    public private(set) var lower = 0.0

    /// A detector that has seen nothing.
    /// - Parameters:
    ///   - slack: what a value may deviate without counting, ≥ 0.
    ///   - limit: what a sum must exceed, > 0.
    ///   - clip: what a single value counts at most, > 0; less than ``slack`` + ``limit`` lets no value alone be a change.
    public init(slack: Double = 0.5, limit: Double = 5, clip: Double? = nil) {
        precondition(slack >= 0 && limit > 0, "what is exceeded is a positive number")
        precondition(clip.map { $0 > 0 } ?? true, "a value counts")
        self.slack = slack
        self.limit = limit
        self.clip = clip
    }

    /// Where the change lies that the last value told; nil when it told none.
    ///
    /// Never both: a value makes at most one of the sums greater.
    public var side: Side? { upper > limit ? .upper : lower > limit ? .lower : nil }

    /// Takes the next value in.
    ///
    /// - Parameter value: in standard deviations from what is usual; skipped as ``ChangeStream/update(_:)`` says.
    /// - Returns: whether a sum is beyond ``limit``; ``side`` tells which.
    /// - Complexity: O(1).
    public mutating func update(_ value: Double) -> Bool {
        guard value.isAcceptable else { return false }
        if side != nil { (upper, lower) = (0, 0) }
        let counted = clip.map { min(max(value, -$0), $0) } ?? value
        upper = max(0, upper + counted - slack)
        lower = max(0, lower - counted - slack)
        return side != nil
    }
}
