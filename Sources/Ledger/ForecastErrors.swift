/// Errors of the forecasts of one series over a stretch of time, as far as outcomes are known and feeds believed.
public struct ForecastErrors: Hashable, Sendable {
    /// Whose they are.
    public let series: ForecastSeries
    /// Forecasts with an outcome.
    public let count: Int
    /// Mean of |forecast − outcome|, in the sensor's unit.
    public let meanAbsoluteError: Double
    /// Mean of |value at issue − outcome|, in the sensor's unit.
    public let persistenceError: Double
    /// Forecasts with an interval and an outcome.
    public let intervalCount: Int
    /// How many of these outcomes lay inside.
    public let coveredCount: Int
}
