public import Readings

/// Errors of forecasts whose outcomes have come, and how far outcomes lie from forecasts by them.
///
/// Split conformal prediction (V. Vovk, A. Gammerman, G. Shafer, Algorithmic Learning in a Random World, 2005), each
/// tail by itself, on the newest days alone: forecast errors have a season of their own, and what was learned of them
/// in winter is too wide in summer.
public struct ConformalCalibration: Sendable {
    /// Days of outcomes that count.
    public static let days = 30
    /// Errors that an interval needs at least.
    public static let fewestErrors = 100

    private var errors: [(target: Timestamp, error: Double)] = []

    /// A calibration that knows no error.
    public init() {}

    /// Learns an error.
    /// - Parameters:
    ///   - error: outcome − forecast, in the sensor's unit.
    ///   - target: the forecast's target time; not before those that were learned.
    public mutating func learn(_ error: Double, at target: Timestamp) {
        errors.append((target, error))
    }

    /// The bounds of an interval around a forecast.
    /// - Parameters:
    ///   - level: the probability, in (0, 1).
    ///   - moment: outcomes before it, and not more than ``days`` before, count; nil for the newest days of all.
    /// - Returns: what to add to a forecast; nil with fewer than ``fewestErrors`` errors.
    public func bounds(level: Double, at moment: Timestamp? = nil) -> (lower: Double, upper: Double)? {
        guard let newest = moment ?? errors.last?.target.advanced(hours: 1) else { return nil }
        let oldest = newest.advanced(hours: -24 * Self.days)
        let begin = errors.partitioningIndex { $0.target >= oldest }
        let end = errors.partitioningIndex { $0.target >= newest }
        let recent = errors[begin..<end].map(\.error).sorted()
        guard recent.count >= Self.fewestErrors else { return nil }
        // n errors part the line into n + 1 pieces of equal probability; each tail gets as many as fit, and what 0.8 lacks
        // in binary must not cost one.
        let tail = (1 - level) / 2 * Double(recent.count + 1)
        let rank = max(0, min(recent.count - 1, Int((tail + 1e-9).rounded(.down)) - 1))
        return (recent[rank], recent[recent.count - 1 - rank])
    }
}

extension Array {
    /// The first place from which on the condition holds; it does not hold before.
    fileprivate func partitioningIndex(where holds: (Element) -> Bool) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if holds(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
