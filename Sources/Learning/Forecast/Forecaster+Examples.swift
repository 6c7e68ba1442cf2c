import Features

extension Forecaster {
    /// All forecasts of one hour of the past.
    /// - Parameters:
    ///   - examples: hours as this forecaster's schema sees them.
    ///   - row: 0 ..< `rowCount` of the examples.
    /// - Returns: one value for each output, in the sensor's unit; NaN where the present value is unknown.
    public func forecasts(of examples: ForecastExamples, row: Int) -> [Double] {
        forecasts(inputs: examples.inputs[row: row], present: examples.present(row: row))
    }
}
