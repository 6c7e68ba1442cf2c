/// Errors of two versions on the same targets in one hour, for one sensor and horizon, averaged over stations.
public struct PairedErrors: Hashable, Sendable {
    /// The hour of the targets, in hours since 1970.
    public let targetHour: Int64
    /// The sensor.
    public let sensor: String
    /// Hours ahead.
    public let horizon: Int
    /// Mean of |forecast − outcome| of the first version, in the sensor's unit.
    public let first: Double
    /// The same of the second.
    public let second: Double

    /// Errors of given parts.
    package init(targetHour: Int64, sensor: String, horizon: Int, first: Double, second: Double) {
        self.targetHour = targetHour
        self.sensor = sensor
        self.horizon = horizon
        self.first = first
        self.second = second
    }
}
