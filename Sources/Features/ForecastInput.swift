/// One column of what a forecaster sees. Sensors are places in the reading's values; all values are carried forward.
public struct ForecastInput: Hashable, Sendable {
    /// How the column is computed at issue time t, for horizon h where it has one.
    public enum Definition: Hashable, Sendable {
        /// x(t).
        case level(sensor: Int)
        /// x(t) − x(t − hours).
        case change(sensor: Int, hours: Int)
        /// Mean of the last 24 hours, less x(t); needs twelve of them.
        case dayMean(sensor: Int)
        /// The last known value at the target's clock hour, less x(t).
        case yesterday(sensor: Int, horizon: Int)
        /// Mean of the last seven known values at the target's clock hour, less x(t).
        case weekMean(sensor: Int, horizon: Int)
        /// sin(2π·harmonic·hour/24) of the target's clock hour.
        case sine(harmonic: Int, horizon: Int)
        /// cos(2π·harmonic·hour/24) of the target's clock hour.
        case cosine(harmonic: Int, horizon: Int)
        /// The product of two earlier columns, by place.
        case product(Int, Int)
    }

    /// The column's name, unique in its schema.
    public let name: String
    /// How it is computed.
    public let definition: Definition

    /// A column by name and computation.
    public init(name: String, definition: Definition) {
        self.name = name
        self.definition = definition
    }
}
