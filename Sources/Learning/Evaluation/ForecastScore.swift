/// How good the forecasts of one sensor and horizon are, beside forecasts that anybody can make.
public struct ForecastScore: Sendable, Equatable {
    /// The sensor's name.
    public let sensor: String
    /// Hours ahead.
    public let horizon: Int
    /// Forecasts with an outcome.
    public let count: Int
    /// Mean absolute error, in the sensor's unit.
    public let meanAbsoluteError: Double
    /// Root of the mean squared error, in the sensor's unit.
    public let rootMeanSquaredError: Double
    /// Mean of forecast − outcome, in the sensor's unit.
    public let bias: Double
    /// Mean absolute error of "it stays as it is".
    public let persistenceError: Double
    /// Mean absolute error of "as yesterday at that hour".
    public let seasonalNaiveError: Double
    /// Mean absolute error of "as in the last seven days at that hour".
    public let climatologyError: Double
    /// Share of outcomes inside of each interval, by the interval's level; empty without intervals.
    public let coverage: [Double: Double]
    /// Mean quantile loss over the forecast and the bounds of all intervals, in the sensor's unit; nil without intervals.
    ///
    /// Twice this is an approximation of the continuous ranked probability score (T. Gneiting, A. E. Raftery, 2007,
    /// doi 10.1198/016214506000001437). The loss of a quantile is scikit-learn's `mean_pinball_loss`.
    public let pinballLoss: Double?

    /// 1 − error ÷ persistence's error: 1 is perfect, 0 no better than persistence; NaN where persistence has no error.
    public var skill: Double { persistenceError > 0 ? 1 - meanAbsoluteError / persistenceError : .nan }
}
