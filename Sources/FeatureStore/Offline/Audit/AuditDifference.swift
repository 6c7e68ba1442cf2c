public import Readings

/// A value of a training row that is not what the readings known then give, or not what was served.
public struct AuditDifference: Sendable, Equatable {
    /// Where the value may come from.
    public enum Meaning: Sendable, Equatable {
        /// It is what the readings give that were known at this later moment: a leak.
        case laterReading(knownAt: Timestamp)
        /// It is the feature of this later moment: a leak from the future.
        case futureReading(observedAt: Timestamp)
        /// Nothing of the row's hour was ever stored.
        case noReading
        /// The hour's row has another moment.
        case otherMoment(Timestamp)
        /// It was served like that, which the readings known then do not give.
        case asServed
        /// It is what the readings give, and another value was served.
        case servedOtherwise
        /// It is what the readings give, and what they gave before a correction was served.
        case servedEarlierVersion(knownAt: Timestamp)
        /// It is what the readings give, and what serving makes of the request's reading, which stands for its clock hour
        /// alone, and of the readings known when it answered was served.
        case servedAsAsked
        /// No stored reading explains it.
        case unexplained
    }

    /// The station or machine.
    public let station: String
    /// The row's moment.
    public let observedAt: Timestamp
    /// As of when the row was computed anew.
    public let knownAt: Timestamp
    /// The feature; `observed_at` when the whole row is concerned.
    public let feature: String
    /// The value in the training row; nil where undefined.
    public let trained: Float?
    /// The value from the readings known then.
    public let recomputed: Float?
    /// The value that was served; nil when none was.
    public let served: Float?
    /// Where the value may come from.
    public let meaning: Meaning

    /// Whether nothing is wrong: what was served was right at its time.
    public var isExplained: Bool {
        switch meaning {
        case .servedEarlierVersion, .servedAsAsked: true
        default: false
        }
    }
}

extension AuditDifference.Meaning: CustomStringConvertible {
    /// In words for people.
    public var description: String {
        switch self {
        case .laterReading(let moment): "uses a reading known only at \(moment)"
        case .futureReading(let moment): "is the value of \(moment): looks into the future"
        case .noReading: "no reading of that hour is stored"
        case .otherMoment(let moment): "the hour's row is of \(moment)"
        case .asServed: "as served, but the readings known then give another value"
        case .servedOtherwise: "served otherwise than the readings known then give"
        case .servedEarlierVersion(let moment): "served as it was known at \(moment), before a later reading"
        case .servedAsAsked: "served for the request's reading, which stands for its hour"
        case .unexplained: "no stored reading gives this value"
        }
    }
}
