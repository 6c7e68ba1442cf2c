public import Readings

/// What became of one reading that was taken in.
public struct ReadingReceipt: Sendable, Equatable {
    /// Whether it was new.
    public let outcome: LakeOutcome
    /// Doubts that are stored with it.
    public let flags: [QualityFlag]

    /// A receipt.
    /// - Parameters:
    ///   - outcome: whether it was new.
    ///   - flags: doubts that are stored with it.
    public init(outcome: LakeOutcome, flags: [QualityFlag]) {
        self.outcome = outcome
        self.flags = flags
    }
}
