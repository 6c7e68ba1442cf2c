/// The Page–Hinkley test: how far the sum of deviations from the running mean has come from its extreme.
///
/// Detections are those of `river.drift.PageHinkley` 0.26.1, its details included: the mean takes a value in before the
/// deviation is taken, `alpha` fades the sums and not the mean, and the greatest sum of the downward test starts at −1.
/// ``threshold`` and ``delta`` have the unit of the values.
///
/// Sources: Page, "Continuous inspection schemes", Biometrika 41, 1954, doi 10.1093/biomet/41.1-2.100; Hinkley, "Inference
/// about the change-point from cumulative sum tests", Biometrika 58, 1971, doi 10.1093/biomet/58.3.509.
public struct PageHinkley: ChangeStream {
    /// Which changes of the mean count.
    public enum Mode: String, Sendable, CaseIterable {
        /// Only a rise.
        case up
        /// Only a fall.
        case down
        /// Either.
        case both
    }

    /// Which changes count.
    public let mode: Mode
    /// How many values must have come before a change can be found.
    public let minInstances: Int
    /// What a deviation is lessened by, in the unit of the values.
    public let delta: Double
    /// What ``rise`` or ``fall`` must exceed, in the unit of the values.
    public let threshold: Double
    /// How much of a sum is kept with each value, in (0, 1].
    public let alpha: Double
    private var sums = Sums()

    /// A detector that has seen nothing; the defaults are river's.
    /// - Parameters:
    ///   - mode: which changes count.
    ///   - minInstances: how many values must have come before.
    ///   - delta: what a deviation is lessened by, in the unit of the values.
    ///   - threshold: what ``rise`` or ``fall`` must exceed, ≥ 0.
    ///   - alpha: how much of a sum is kept with each value, in (0, 1].
    public init(
        mode: Mode = .both, minInstances: Int = 30, delta: Double = 0.005, threshold: Double = 50,
        alpha: Double = 0.9999
    ) {
        precondition(threshold >= 0 && delta.isFinite, "what is exceeded is a number")
        precondition(alpha > 0 && alpha <= 1, "a share of a sum is kept")
        self.mode = mode
        self.minInstances = minInstances
        self.delta = delta
        self.threshold = threshold
        self.alpha = alpha
    }

    /// The mean of the values since the stream started over; 0 before the first.
    public var mean: Double { sums.mean }

    /// How far the sum has risen from its least, ≥ 0, in the unit of the values.
    public var rise: Double { sums.count > 0 ? sums.upward - sums.least : 0 }

    /// How far the sum has fallen from its greatest, ≥ 0, in the unit of the values.
    public var fall: Double { sums.count > 0 ? sums.greatest - sums.downward : 0 }

    /// Takes the next value in.
    ///
    /// - Parameter value: in any unit; skipped as ``ChangeStream/update(_:)`` says.
    /// - Returns: whether ``rise`` or ``fall``, as ``mode`` says, is beyond ``threshold``.
    /// - Complexity: O(1).
    public mutating func update(_ value: Double) -> Bool {
        guard value.isAcceptable else { return false }
        if hasChanged { sums = Sums() }
        sums.count += 1
        sums.mean += 1 / sums.count * (value - sums.mean)
        let deviation = value - sums.mean
        sums.upward = alpha * sums.upward + deviation - delta
        sums.downward = alpha * sums.downward + deviation + delta
        sums.least = min(sums.least, sums.upward)
        sums.greatest = max(sums.greatest, sums.downward)
        return hasChanged
    }

    private var hasChanged: Bool {
        guard sums.count >= Double(minInstances) else { return false }
        return mode != .down && rise > threshold || mode != .up && fall > threshold
    }

    /// What is known of the stream since it started over.
    private struct Sums {
        var count = 0.0
        var mean = 0.0
        var upward = 0.0
        var downward = 0.0
        var least = Double.infinity
        var greatest = -1.0
    }
}
