import Readings

/// How far below and above a forecast the outcome lies with a given probability.
public struct ForecastInterval: Sendable, Equatable {
    /// The probability, in (0, 1).
    public let level: Double
    /// From the forecast down to the lower bound, ≤ 0 as a rule; one an output, in the sensor's unit.
    public let lower: [Float]
    /// From the forecast up to the upper bound; one an output, in the sensor's unit.
    public let upper: [Float]

    /// The levels that are shipped with a model.
    public static let levels = [0.5, 0.8, 0.95]

    /// An interval.
    /// - Parameters:
    ///   - level: in (0, 1).
    ///   - lower: one an output.
    ///   - upper: one an output.
    public init(level: Double, lower: [Float], upper: [Float]) {
        precondition(lower.count == upper.count, "two bounds an output")
        self.level = level
        self.lower = lower
        self.upper = upper
    }

    /// The intervals of all shipped levels for which every output has bounds.
    /// - Parameter calibrations: one an output.
    /// - Returns: narrowest first.
    static func shipped(by calibrations: [ConformalCalibration]) -> [ForecastInterval] {
        levels.compactMap { level in
            ForecastInterval(
                level: level, calibrations: calibrations,
                asking: Array(repeating: level, count: calibrations.count), at: nil)
        }
    }

    /// The interval that calibrations give; nil when one knows too few errors.
    /// - Parameters:
    ///   - level: what it is called.
    ///   - calibrations: one an output.
    ///   - probabilities: which level each of them is asked for.
    ///   - moment: what is known before it counts; nil for all.
    init?(
        level: Double, calibrations: [ConformalCalibration], asking probabilities: [Double], at moment: Timestamp?
    ) {
        let bounds = zip(calibrations, probabilities).compactMap { $0.bounds(level: $1, at: moment) }
        guard bounds.count == calibrations.count, !bounds.isEmpty else { return nil }
        self.init(level: level, lower: bounds.map { Float($0.lower) }, upper: bounds.map { Float($0.upper) })
    }
}
