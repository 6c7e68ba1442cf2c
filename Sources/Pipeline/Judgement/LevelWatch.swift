import Readings

/// Follows the level of one sensor: which changes are impossible, and whether another unit explains them.
struct LevelWatch: Sendable {
    /// Readings that agree with each other after an impossible change before they are taken for the level.
    private static let agreementNeeded = 6
    /// Changes over longer gaps are not judged.
    private static let longestGap = 3
    /// A value that lies no farther from what others say is true, however far it has come, in standard deviations.
    private static let confirmed = 2.0

    private let limits: SensorLimits
    /// The last value that was believed, in the sensor's own unit.
    private(set) var believed: (value: Double, hour: Int)?
    /// The level before the last impossible change, to which the sensor may come back.
    private var before: Double?
    private var last: Double = .nan
    private var agreeing = 0
    /// The unit in which values seem to come; nil for the sensor's own.
    private(set) var unit: MeasurementUnit?
    /// Values in a row that came in that unit.
    private(set) var unitCount = 0
    /// Values that were not believed since the last that was.
    private(set) var doubtedCount = 0

    init(limits: SensorLimits) {
        self.limits = limits
    }

    /// Whether a value has ever come.
    var hasSeenAny: Bool { believed != nil || doubtedCount > 0 }

    /// Judges a value.
    /// - Parameter hour: with a value.
    /// - Returns: nil when the value is possible after those before.
    mutating func look(_ hour: SensorHour) -> FeedSign? {
        let isPossible = limits.quantity.physicalRange.contains(hour.value)
        defer { last = hour.value }
        guard let believed, hour.hour - believed.hour <= Self.longestGap else {
            if unit == nil, isPossible { believe(hour.value, hour) }
            guard unit != nil || !isPossible else { return nil }
            return doubted(hour, isPossible: isPossible)
        }
        let limit = limits.step * Double(max(1, hour.hour - believed.hour))
        let distance = isPossible ? abs(hour.value - believed.value) : .infinity
        if distance > limit, isTrue(hour) {
            unit = nil
            believe(hour.value, hour)
            return nil
        }
        let other = limits.otherUnits.map { ($0, abs($0.inSchemaUnit(hour.value) - believed.value)) }
            .filter { $0.1 <= min(limit, limits.step) }.min { $0.1 < $1.1 }
        if distance <= limit, distance <= (unit == nil ? .infinity : other?.1 ?? .infinity) {
            unit = nil
            believe(hour.value, hour)
            return nil
        }
        if let other {
            unitCount = unit == other.0 ? unitCount + 1 : 1
            unit = other.0
            believe(other.0.inSchemaUnit(hour.value), hour)
            return isPossible ? .step : .range
        }
        return doubted(hour, isPossible: isPossible)
    }

    /// Whether a value that has come far is what others say, or what the sensor said before it went astray.
    private func isTrue(_ hour: SensorHour) -> Bool {
        if let difference = hour.difference { return abs(difference) <= Self.confirmed }
        return hour.isPossible && before.map { abs(hour.value - $0) <= limits.step } ?? false
    }

    private mutating func doubted(_ hour: SensorHour, isPossible: Bool) -> FeedSign {
        doubtedCount += 1
        if doubtedCount == 1 { before = believed?.value }
        agreeing = abs(hour.value - last) <= limits.step ? agreeing + 1 : 1
        if agreeing >= Self.agreementNeeded, isPossible {
            unit = nil
            believe(hour.value, hour)
        }
        return isPossible ? .step : .range
    }

    private mutating func believe(_ value: Double, _ hour: SensorHour) {
        believed = (value, hour.hour)
        agreeing = 0
        doubtedCount = 0
    }
}
