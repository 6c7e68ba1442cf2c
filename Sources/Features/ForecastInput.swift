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
        /// y(t) − x(t), y of the neighbour of a rank, 0 for the nearest; y(t) must be measured at t itself.
        case neighbour(rank: Int, sensor: Int)
        /// y(t) − y(t − hours) of the neighbour of a rank; y(t) must be measured at t itself.
        case neighbourChange(rank: Int, sensor: Int, hours: Int)
        /// The product of two earlier columns, by place.
        case product(Int, Int)

        /// The computation in words of its own, which no compiler and no renaming changes: fingerprints rest on it.
        var canonicalText: String {
            switch self {
            case .level(let sensor): "sensor \(sensor)"
            case .change(let sensor, let hours): "sensor \(sensor) less \(hours) h ago"
            case .dayMean(let sensor): "day mean less sensor \(sensor)"
            case .yesterday(let sensor, let horizon): "yesterday less sensor \(sensor) for \(horizon) h"
            case .weekMean(let sensor, let horizon): "week mean less sensor \(sensor) for \(horizon) h"
            case .sine(let harmonic, let horizon): "sine \(harmonic) for \(horizon) h"
            case .cosine(let harmonic, let horizon): "cosine \(harmonic) for \(horizon) h"
            case .neighbour(let rank, let sensor): "neighbour \(rank) less own sensor \(sensor)"
            case .neighbourChange(let rank, let sensor, let hours):
                "neighbour \(rank) sensor \(sensor) less \(hours) h ago"
            case .product(let left, let right): "column \(left) x column \(right)"
            }
        }
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
