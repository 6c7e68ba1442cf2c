public import Readings

/// A decision about training anew, with what it rests on.
public struct RetrainingDecision: Sendable, Equatable {
    /// When it fell.
    public var moment: Timestamp
    /// What it is.
    public var verdict: RetrainingVerdict
    /// Why, the weightiest first.
    public var reasons: [RetrainingReason]
    /// The same for people, in one or two sentences.
    public var sentence: String
    /// The requests that it answers.
    public var requests: [Int64]

    /// A decision.
    /// - Parameters:
    ///   - moment: when it fell.
    ///   - verdict: what it is.
    ///   - reasons: why.
    ///   - sentence: the same for people.
    ///   - requests: those that it answers.
    public init(
        moment: Timestamp, verdict: RetrainingVerdict, reasons: [RetrainingReason], sentence: String,
        requests: [Int64] = []
    ) {
        self.moment = moment
        self.verdict = verdict
        self.reasons = reasons
        self.sentence = sentence
        self.requests = requests
    }
}
