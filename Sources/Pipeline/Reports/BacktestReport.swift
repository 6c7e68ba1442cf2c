/// What the report of a backtest shows: enough to draw it, nothing that needs a model or a file.
public struct BacktestReport: Sendable {
    /// What was forecast, and of what, in words.
    package let dataDescription: String
    /// Facts in words, the most important first.
    package let findings: [String]
    /// How good the forecasts are, also by training.
    package let quality: ForecastQuality
    /// Forecasts of one hour with their intervals, one a sensor.
    package let fans: [ForecastFan]

    package init(dataDescription: String, findings: [String], quality: ForecastQuality, fans: [ForecastFan]) {
        self.dataDescription = dataDescription
        self.findings = findings
        self.quality = quality
        self.fans = fans
    }
}
