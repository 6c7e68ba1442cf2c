/// A value that is repeated.
struct EqualRun: Sendable {
    let value: Double
    /// The hour of the first of them.
    let since: Int
    /// The first of them.
    let first: SensorHour
    /// How far it lies from the value before, in the sensor's unit; 0 when there is none.
    let jump: Double
    private(set) var count: Int
    /// Between which values the others' opinion lay meanwhile.
    private var low: Double
    private var high: Double
    private var spread: Double

    /// The run that an hour with a value belongs to.
    init(_ hour: SensorHour, after before: EqualRun?) {
        let expected = hour.opinion?.expected ?? .nan
        if let before, before.value == hour.value {
            self = before
            count += 1
            if !expected.isNaN {
                low = low.isNaN ? expected : min(low, expected)
                high = high.isNaN ? expected : max(high, expected)
                spread = max(spread, hour.opinion?.spread ?? 0)
            }
        } else {
            value = hour.value
            since = hour.hour
            first = hour
            jump = before.map { abs($0.value - hour.value) } ?? 0
            count = 1
            (low, high) = (expected, expected)
            spread = hour.opinion?.spread ?? 0
        }
    }

    /// Whether no weather keeps a value that long.
    func isTooLong(_ limits: SensorLimits) -> Bool {
        if limits.isAtRest(value) { return false }
        // A coarse sensor keeps its value while what it measures moves within a step.
        let movement = limits.criteria.movementWhileEqual * spread + limits.resolution
        return count >= limits.equal || count >= FeedCriteria.fewestEqual && high - low > movement
    }
}
