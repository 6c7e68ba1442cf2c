import RealModule

/// ADWIN: a window over the last values that is as long as no two parts of it differ in their means.
///
/// Every ``clock`` values the window is cut at every place between two buckets of its memory. Where the means of both sides
/// differ by more than chance explains, the oldest bucket goes, and the window is cut again. No scale has to be known; what
/// is found are changes of the mean.
///
/// Detections and width are those of `river.drift.ADWIN` 0.26.1. As there, the stream starts over with the value after a
/// change; the paper would keep the newer side.
///
/// Source: Bifet, Gavaldà, "Learning from time-changing data with adaptive windowing", SDM 2007,
/// doi 10.1137/1.9781611972771.42.
public struct AdaptiveWindow: ChangeStream {
    /// The greatest probability, by the paper's bound, that a stream without a change is said to have one, in (0, 1).
    public let delta: Double
    /// After how many values each the window is examined, ≥ 1.
    public let clock: Int
    /// How few values a side of a cut may have, ≥ 1.
    public let minWindowLength: Int
    /// A window of so few values is not examined, ≥ 0.
    public let gracePeriod: Int
    private let maxBuckets: Int
    private var window: ExponentialHistogram
    private var updates = 0
    private var hasChanged = false

    /// A detector that has seen nothing; the defaults are river's.
    /// - Parameters:
    ///   - delta: in (0, 1); less finds fewer changes, later.
    ///   - clock: after how many values each the window is examined, ≥ 1.
    ///   - maxBuckets: how many buckets of each size are kept, ≥ 2; more are more places to cut at.
    ///   - minWindowLength: how few values a side of a cut may have, ≥ 1.
    ///   - gracePeriod: a window of so few values is not examined, ≥ 0.
    public init(
        delta: Double = 0.002, clock: Int = 32, maxBuckets: Int = 5, minWindowLength: Int = 5, gracePeriod: Int = 10
    ) {
        precondition(delta > 0 && delta < 1, "delta is a probability")
        precondition(clock >= 1 && maxBuckets >= 2, "a window is examined, and has places to cut at")
        precondition(minWindowLength >= 1 && gracePeriod >= 0, "a side of a cut has values")
        self.delta = delta
        self.clock = clock
        self.minWindowLength = minWindowLength
        self.gracePeriod = gracePeriod
        self.maxBuckets = maxBuckets
        window = ExponentialHistogram(maxBuckets: maxBuckets)
    }

    /// How many values the window holds.
    public var width: Int { window.count }

    /// The mean of the window's values, river's `estimation`; nil before the first value.
    public var mean: Double? { width > 0 ? window.sum / Double(width) : nil }

    /// The variance of the window's values with divisor ``width``, ≥ 0; nil before the first value.
    ///
    /// What river calls `variance` is not divided.
    public var variance: Double? { width > 0 ? max(window.squares, 0) / Double(width) : nil }

    /// Takes the next value in.
    ///
    /// - Parameter value: in any unit; skipped as ``ChangeStream/update(_:)`` says.
    /// - Returns: whether a change is found, at every ``clock``-th value at most.
    /// - Complexity: O(log n) amortised, n = ``width``.
    public mutating func update(_ value: Double) -> Bool {
        guard value.isAcceptable else { return false }
        if hasChanged {
            window = ExponentialHistogram(maxBuckets: maxBuckets)
            updates = 0
            hasChanged = false
        }
        window.append(value)
        updates += 1
        if updates.isMultiple(of: clock), width > gracePeriod {
            while hasDifferentSides() {
                window.removeOldest()
                hasChanged = true
            }
        }
        return hasChanged
    }

    private func hasDifferentSides() -> Bool {
        let count = Double(width)
        let variance = window.squares / count
        let confidence = Double.log(2 * Double.log(count) / delta)
        let least = Double(minWindowLength)
        return window.hasCut { older, newer in
            guard older.count >= least, newer.count >= least else { return false }
            let inverse = 1 / (older.count - least + 1) + 1 / (newer.count - least + 1)
            let bound = (2 * inverse * variance * confidence).squareRoot() + 2 / 3 * confidence * inverse
            return abs(older.mean - newer.mean) > bound
        }
    }
}
