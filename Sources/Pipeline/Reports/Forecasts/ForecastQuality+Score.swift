extension ForecastQuality {
    /// How good the forecasts of one sensor and horizon were. Errors are in the sensor's unit.
    package struct Score: Sendable {
        /// Hours ahead.
        package let horizon: Int
        /// Forecasts with an outcome.
        package let count: Int
        /// Mean absolute error.
        package let error: Double
        /// Root of the mean squared error.
        package let rootMeanSquaredError: Double
        /// Mean of forecast − outcome.
        package let bias: Double
        /// Mean quantile loss of forecast and bounds, NaN without intervals.
        package let pinballLoss: Double
        /// Mean absolute error of "it stays as it is".
        package let persistenceError: Double
        /// Mean absolute error of "as yesterday at that hour".
        package let seasonalNaiveError: Double
        /// Mean absolute error of "as in the last seven days at that hour".
        package let climatologyError: Double
        /// Share of outcomes inside of the intervals, one a level, NaN where there were none.
        package let coverage: [Double]

        package init(
            horizon: Int, count: Int, error: Double, rootMeanSquaredError: Double, bias: Double, pinballLoss: Double,
            persistenceError: Double, seasonalNaiveError: Double, climatologyError: Double, coverage: [Double]
        ) {
            self.horizon = horizon
            self.count = count
            self.error = error
            self.rootMeanSquaredError = rootMeanSquaredError
            self.bias = bias
            self.pinballLoss = pinballLoss
            self.persistenceError = persistenceError
            self.seasonalNaiveError = seasonalNaiveError
            self.climatologyError = climatologyError
            self.coverage = coverage
        }

        /// 1 − error ÷ persistence's: 1 is perfect, 0 no better; NaN where persistence has no error.
        package var skill: Double { skill(ofError: error) }
        /// The skill of "as yesterday at that hour".
        package var seasonalNaiveSkill: Double { skill(ofError: seasonalNaiveError) }
        /// The skill of "as in the last seven days at that hour".
        package var climatologySkill: Double { skill(ofError: climatologyError) }

        private func skill(ofError error: Double) -> Double {
            persistenceError > 0 ? 1 - error / persistenceError : .nan
        }
    }
}
