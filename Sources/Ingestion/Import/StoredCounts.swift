public import FeatureStore
import Readings

/// What became of readings that were to be stored.
public struct StoredCounts: Sendable, Equatable {
    /// Readings by what became of them.
    public private(set) var outcomes: [LakeOutcome: Int] = [:]
    /// Stored readings with doubts, by doubt.
    public private(set) var doubts: [String: Int] = [:]

    mutating func add(_ receipts: [ReadingReceipt]) {
        for receipt in receipts {
            outcomes[receipt.outcome, default: 0] += 1
            guard receipt.outcome != .duplicate else { continue }
            for flag in receipt.flags { doubts[flag.description, default: 0] += 1 }
        }
    }
}
