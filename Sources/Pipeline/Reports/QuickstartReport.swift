public import Readings

/// What the report of a first run shows: enough to draw it, nothing that needs a model or a file.
public struct QuickstartReport: Sendable {
    /// Where the readings come from, in words.
    public let dataDescription: String
    /// Facts in words, the most important first.
    public let findings: [String]
    /// What was trained.
    public let models: [Model]
    /// What the forecasts were judged on, in words.
    public let skillDescription: String
    /// How good the forecasts are.
    package let quality: ForecastQuality
    /// Forecasts of one hour with their intervals, one a sensor.
    package let fans: [ForecastFan]
    /// Forecasts beside what happened.
    public let traces: [Trace]
    /// The anomaly detectors side by side.
    package let detectors: [DetectorFigures]
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
        dataDescription: String, findings: [String], models: [Model], skillDescription: String,
        quality: ForecastQuality,
        fans: [ForecastFan], traces: [Trace], detectors: [DetectorFigures], scores: [ScoreSeries],
        scoreThreshold: Double, trainedUntil: Timestamp, anomalies: [Anomaly], distributions: [Distribution]
    ) {
        self.dataDescription = dataDescription
        self.findings = findings
        self.models = models
        self.skillDescription = skillDescription
        self.quality = quality
        self.fans = fans
        self.traces = traces
        self.detectors = detectors
        self.scores = scores
        self.scoreThreshold = scoreThreshold
        self.trainedUntil = trainedUntil
        self.anomalies = anomalies
        self.distributions = distributions
    }
}
