public import Readings

/// What became of one version of a model, and why.
public struct PromotionDecision: Sendable, Equatable {
    /// When it fell.
    public var moment: Timestamp
    /// The version concerned.
    public var version: Int
    /// What became of it.
    public var verdict: PromotionVerdict
    /// Why, in one or two sentences.
    public var sentence: String

    /// A decision.
    /// - Parameters:
    ///   - moment: when it fell.
    ///   - version: the version concerned.
    ///   - verdict: what became of it.
    ///   - sentence: why.
    public init(moment: Timestamp, version: Int, verdict: PromotionVerdict, sentence: String) {
        self.moment = moment
        self.version = version
        self.verdict = verdict
        self.sentence = sentence
    }
}
