public import Readings

/// What the report of a first run shows: enough to draw it, nothing that needs a model or a file.
public struct QuickstartReport: Sendable {
    /// Where the readings come from, in words.
    public let dataDescription: String
    /// Facts in words, the most important first.
    public let findings: [String]
    /// What was trained.
    public let models: [Model]
    /// What the skill table says it is measured on.
    public let skillDescription: String
    /// How good the forecasts are.
    public let skills: [Skill]
    /// Forecasts beside what happened.
    public let traces: [Trace]
    /// Scores over the whole time.
    public let scores: [ScoreSeries]
    /// Readings scoring at least this are anomalies.
    public let scoreThreshold: Double
    /// When training ended and later data begins.
    public let trainedUntil: Timestamp
    /// The strangest readings, strangest first.
    public let anomalies: [Anomaly]
    /// Features in training and after.
    public let distributions: [Distribution]

    package init(
        dataDescription: String, findings: [String], models: [Model], skillDescription: String, skills: [Skill],
        traces: [Trace], scores: [ScoreSeries], scoreThreshold: Double, trainedUntil: Timestamp, anomalies: [Anomaly],
        distributions: [Distribution]
    ) {
        self.dataDescription = dataDescription
        self.findings = findings
        self.models = models
        self.skillDescription = skillDescription
        self.skills = skills
        self.traces = traces
        self.scores = scores
        self.scoreThreshold = scoreThreshold
        self.trainedUntil = trainedUntil
        self.anomalies = anomalies
        self.distributions = distributions
    }
}
