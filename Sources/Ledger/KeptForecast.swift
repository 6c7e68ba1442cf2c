public import Readings

/// A forecast as it was issued.
public struct KeptForecast: Hashable, Sendable {
    /// Whose it is.
    public let series: ForecastSeries
    /// The hour that it is for, in hours since 1970.
    public let targetHour: Int64
    /// When it was computed; it is issued at the hour of the reading that it starts from.
    public let madeAt: Timestamp
    /// In the sensor's unit.
    public let value: Double
    /// Bounds within which the outcome lies with a probability of 80 %; nil where the model knows nothing of its errors.
    public let interval: ClosedRange<Double>?
    /// What the sensor showed at issue: the forecast of "it stays as it is".
    public let present: Double
    /// Whether it starts from a feed that was not believed.
    public let isDoubted: Bool

    /// A forecast.
    /// - Parameters:
    ///   - series: whose it is.
    ///   - targetHour: the hour that it is for, in hours since 1970.
    ///   - madeAt: when it was computed.
    ///   - value: in the sensor's unit.
    ///   - interval: bounds at 80 %.
    ///   - present: what the sensor showed at issue.
    ///   - isDoubted: whether it starts from a feed that was not believed.
    public init(
        series: ForecastSeries, targetHour: Int64, madeAt: Timestamp, value: Double, interval: ClosedRange<Double>?,
        present: Double, isDoubted: Bool
    ) {
        self.series = series
        self.targetHour = targetHour
        self.madeAt = madeAt
        self.value = value
        self.interval = interval
        self.present = present
        self.isDoubted = isDoubted
    }
}
