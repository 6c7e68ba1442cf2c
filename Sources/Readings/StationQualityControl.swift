/// Judges a station's readings one after the other, each against those before: impossible steps, stuck values, other
/// units, and moments that have not been yet. Values themselves are never changed.
///
/// A value that was reached by an impossible step is believed once six readings in a row agree with it: then the world
/// has moved, or the instrument was exchanged. One that fits as another unit is never believed.
public struct StationQualityControl: Sendable {
    /// What is found about one reading.
    public struct Verdict: Sendable, Equatable {
        /// Doubts, in the schema's order.
        public let flags: [QualityFlag]
        /// Whether a later reading of the station was judged before. That is no doubt: history is filled from archives.
        public let isOutOfOrder: Bool
    }

    private struct Memory {
        var rule: QualityRule
        /// The last value that was believed, or its conversion.
        var believed: (value: Double, time: Timestamp)?
        /// The last value as reported, when that was, and since when it has been the same.
        var reported: (value: Double, time: Timestamp, since: Timestamp)?
        /// How far the believed value could have moved when it was left for the first of the doubted ones; nil while
        /// there are none.
        var doubtedLimit: Double?
        /// Readings in a row that are doubted and agree with each other.
        var agreeing = 0

        mutating func believe(_ value: Double, at time: Timestamp) {
            believed = (value, time)
            doubtedLimit = nil
            agreeing = 0
        }
    }

    /// How far a clock may be ahead before its moments are doubted, in minutes.
    public static let toleratedMinutes: Int64 = 10
    /// Steps over longer gaps than this are not judged.
    private static let longestGapHours = 3.0
    private static let agreementNeeded = 6

    private let ranges: QualityControl
    private var memories: [Memory?]
    private var newest: Timestamp?

    /// A control that has seen nothing yet.
    /// - Parameter schema: the schema of the readings.
    public init(schema: SensorSchema) {
        ranges = QualityControl(schema: schema)
        memories = schema.quantities.map { quantity in
            schema == .weather ? QualityRule.weather(quantity).map { Memory(rule: $0) } : nil
        }
    }

    /// Judges a reading. One that came late, or lies in the future, is judged by its values' range alone and forgotten.
    /// - Parameters:
    ///   - values: in the schema's order, NaN where missing.
    ///   - observedAt: when they were measured.
    ///   - now: the present moment.
    /// - Returns: what is found.
    public mutating func judge(_ values: [Double], at observedAt: Timestamp, now: Timestamp) -> Verdict {
        var flags = ranges.flags(for: values)
        if Self.isFuture(observedAt, now: now) {
            flags.append(QualityFlag(quantity: QualityFlag.wholeReading, reason: .future))
            return Verdict(flags: flags, isOutOfOrder: false)
        }
        if let newest, observedAt <= newest { return Verdict(flags: flags, isOutOfOrder: true) }
        newest = observedAt
        for place in values.indices where values[place].isFinite {
            guard var memory = memories[place] else { continue }
            let name = ranges.schema.quantities[place].name
            let isDoubted = flags.contains { $0.quantity == name }
            if let reason = Self.reason(of: values[place], at: observedAt, memory: &memory), !isDoubted {
                flags.append(QualityFlag(quantity: name, reason: reason))
            }
            memories[place] = memory
        }
        return Verdict(flags: flags, isOutOfOrder: false)
    }

    /// Whether a moment lies so far in the future that no clock can have meant it.
    /// - Parameters:
    ///   - moment: when something is said to have been measured.
    ///   - now: the present moment.
    /// - Returns: whether it is later than a clock's error allows.
    public static func isFuture(_ moment: Timestamp, now: Timestamp) -> Bool {
        moment > now.advanced(minutes: toleratedMinutes)
    }

    private static func reason(of value: Double, at time: Timestamp, memory: inout Memory) -> QualityFlag.Reason? {
        let before = memory.reported
        let isSame = before?.value == value
        memory.reported = (value, time, isSame ? before?.since ?? time : time)
        if isSame, let since = memory.reported?.since, let hours = memory.rule.stuckHours,
            Self.hours(from: since, to: time) >= hours
        {
            return .stuck
        }
        guard let believed = memory.believed, let before,
            hours(from: before.time, to: time) <= longestGapHours
        else {
            memory.believe(value, at: time)
            return nil
        }
        let limit = memory.doubtedLimit ?? memory.rule.stepPerHour * max(1, hours(from: believed.time, to: time))
        if abs(value - believed.value) <= limit {
            memory.believe(value, at: time)
            return nil
        }
        // However long the gap: with a wider limit most numbers fit some unit.
        for convert in memory.rule.mistakenUnits
        where abs(convert(value) - believed.value) <= memory.rule.stepPerHour {
            memory.believe(convert(value), at: time)
            return .unit
        }
        memory.doubtedLimit = limit
        memory.agreeing = abs(before.value - value) <= memory.rule.stepPerHour ? memory.agreeing + 1 : 1
        guard memory.agreeing < agreementNeeded else {
            memory.believe(value, at: time)
            return nil
        }
        return .step
    }

    private static func hours(from start: Timestamp, to end: Timestamp) -> Double {
        Double(end.milliseconds - start.milliseconds) / Double(Timestamp.millisecondsPerHour)
    }
}
