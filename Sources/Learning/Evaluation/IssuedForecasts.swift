/// All forecasts of one hour, with the intervals that they were issued with.
public struct IssuedForecasts: Sendable, Equatable {
    /// The hour, as a place in the examples.
    public let row: Int
    /// One value an output, in the sensor's unit.
    public let values: [Double]
    /// Bounds for each output.
    public let intervals: [ForecastInterval]

    /// Forecasts of one hour.
    /// - Parameters:
    ///   - row: a place in the examples.
    ///   - values: one an output.
    ///   - intervals: with bounds for each output.
    public init(row: Int, values: [Double], intervals: [ForecastInterval]) {
        self.row = row
        self.values = values
        self.intervals = intervals
    }
}
