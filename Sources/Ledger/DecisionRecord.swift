public import Readings

/// A decision of the loop as the ledger keeps it.
public struct DecisionRecord: Hashable, Sendable {
    /// When it fell.
    public let moment: Timestamp
    /// The kind of station whose models are concerned.
    public let schema: String
    /// The model's name; nil where all are concerned.
    public let model: String?
    /// The version; nil where none is concerned.
    public let version: Int?
    /// What was decided, in one word.
    public let verdict: String
    /// Why, as codes.
    public let reasons: [String]
    /// The same for people.
    public let sentence: String
    /// What it rests on, a JSON text that the ledger keeps as it is.
    public let inputs: String
    /// The requests to train that it answers.
    public let requests: [Int64]

    /// A decision.
    /// - Parameters:
    ///   - moment: when it fell.
    ///   - schema: the kind of station.
    ///   - model: the model's name; nil where all are concerned.
    ///   - version: the version; nil where none is concerned.
    ///   - verdict: what was decided, in one word.
    ///   - reasons: why, as codes.
    ///   - sentence: the same for people.
    ///   - inputs: what it rests on, a JSON text.
    ///   - requests: the requests to train that it answers.
    public init(
        moment: Timestamp, schema: String, model: String? = nil, version: Int? = nil, verdict: String,
        reasons: [String], sentence: String, inputs: String, requests: [Int64] = []
    ) {
        self.moment = moment
        self.schema = schema
        self.model = model
        self.version = version
        self.verdict = verdict
        self.reasons = reasons
        self.sentence = sentence
        self.inputs = inputs
        self.requests = requests
    }
}
