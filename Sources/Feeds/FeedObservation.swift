public import Readings

/// What a weather service reports for one place and moment, in the units of the weather schema.
public struct FeedObservation: Equatable, Sendable {
    /// When it was observed.
    public let observedAt: Timestamp
    /// In the order of ``SensorSchema/weather``: °C, hPa, %, m/s; NaN where nothing was reported.
    public let values: [Double]

    /// An observation.
    /// - Parameters:
    ///   - observedAt: when it was observed.
    ///   - values: in the order of ``SensorSchema/weather``, NaN where missing.
    public init(observedAt: Timestamp, values: [Double]) {
        self.observedAt = observedAt
        self.values = values
    }
}
