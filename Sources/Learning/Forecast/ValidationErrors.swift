/// Errors of one sensor and horizon on hours of walk-forward validation, which no model that forecast them had seen.
public struct ValidationErrors: Sendable, Equatable {
    /// Hours of stations with an outcome.
    public var count = 0
    /// The sum of |outcome − forecast|, in the sensor's unit.
    public var error = 0.0
    /// The sum of |outcome − value at issue|, in the sensor's unit.
    public var persistence = 0.0

    /// No hours.
    public init() {}
}
