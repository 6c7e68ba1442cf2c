/// How well a detector has found the changes of a stream whose changes are known.
///
/// A detection belongs to the last change at or before it, if that is no longer ago than a horizon; otherwise it is a false
/// alarm. The first detection of a change finds it, more are repeats and neither good nor bad.
///
/// Source of the measures: Bifet, "Classifier concept drift detection and the illusion of progress", ICAISC 2017,
/// doi 10.1007/978-3-319-59060-8_64: mean time between false alarms (MTFA), mean time to detection (MTD), missed detection
/// rate (MDR).
public struct DetectionQuality: Sendable, Equatable {
    /// How many values the stream has.
    public let length: Int
    /// `[changes]` for each change, ascending, how many values after its first it was found, ≥ 0; nil of a missed one.
    public let delays: [Int?]
    /// The positions of detections that belong to no change, ascending.
    public let falseAlarms: [Int]
    /// How many detections came of changes that had been found before.
    public let repeats: Int

    /// The quality of some detections.
    /// - Parameters:
    ///   - changes: the position of the first value after each change, in any order.
    ///   - detections: the positions of the values with which a change was found, in any order.
    ///   - length: how many values the stream has, ≥ 0.
    ///   - horizon: how many values after its first a change may be found, ≥ 0; found with the first value is 0.
    public init(changes: [Int], detections: [Int], length: Int, horizon: Int) {
        precondition(length >= 0 && horizon >= 0, "lengths are not negative")
        let changes = changes.sorted()
        var delays = [Int?](repeating: nil, count: changes.count)
        var (falseAlarms, repeats, passed) = ([Int](), 0, 0)
        for detection in detections.sorted() {
            while passed < changes.count, changes[passed] <= detection { passed += 1 }
            guard passed > 0, detection - changes[passed - 1] <= horizon else {
                falseAlarms.append(detection)
                continue
            }
            if delays[passed - 1] == nil {
                delays[passed - 1] = detection - changes[passed - 1]
            } else {
                repeats += 1
            }
        }
        self.length = length
        self.delays = delays
        self.falseAlarms = falseAlarms
        self.repeats = repeats
    }

    /// How many changes were found.
    public var detected: Int { delays.count - missed }

    /// How many changes were not found.
    public var missed: Int { delays.count { $0 == nil } }

    /// The mean delay of the changes that were found (MTD), in values; nil when none was.
    public var meanDelay: Double? {
        detected > 0 ? delays.reduce(0) { $0 + Double($1 ?? 0) } / Double(detected) : nil
    }

    /// The median delay of the changes that were found, in values; nil when none was.
    public var medianDelay: Double? {
        let found = delays.compactMap { $0 }.sorted()
        guard !found.isEmpty else { return nil }
        return (Double(found[(found.count - 1) / 2]) + Double(found[found.count / 2])) / 2
    }

    /// The share of changes that were not found (MDR), 0 ... 1; nil of a stream without changes.
    public var missedDetectionRate: Double? {
        delays.isEmpty ? nil : Double(missed) / Double(delays.count)
    }

    /// False alarms for each value of the stream, ≥ 0; nil of an empty stream.
    public var falseAlarmRate: Double? { length > 0 ? Double(falseAlarms.count) / Double(length) : nil }

    /// The mean distance of neighbouring false alarms (MTFA), in values; nil of fewer than two.
    public var meanTimeBetweenFalseAlarms: Double? {
        guard falseAlarms.count > 1, let first = falseAlarms.first, let last = falseAlarms.last else { return nil }
        return (Double(last) - Double(first)) / Double(falseAlarms.count - 1)
    }
}
