import Readings

/// Days since a champion's training that its challenger is not trained on either, so that both can be judged on them.
///
/// They lie evenly between the days that the challenger learns from: what has changed lately is learned as well as judged.
struct HeldOutDays: Sendable, Equatable {
    /// Of so many days one is held out where there are enough.
    private static let widestPeriod: Int64 = 4
    /// Days that are held out at least, where that is possible: what the paired test needs, and some.
    private static let wanted: Int64 = 12

    private let first: Int64
    private let last: Int64
    private let period: Int64

    /// The days to hold out.
    /// - Parameters:
    ///   - seen: up to when the champion's training knew outcomes.
    ///   - newest: the newest reading.
    init(championHasSeen seen: Timestamp, newest: Timestamp) {
        first = seen.dayIndex + 1
        last = newest.dayIndex
        period = max(2, min(Self.widestPeriod, (last - first + 1) / Self.wanted))
    }

    /// How many there are.
    var count: Int { Int(max(0, last - first + 1) / period) }

    /// Whether a moment lies in one of them.
    func contains(_ moment: Timestamp) -> Bool {
        let day = moment.dayIndex
        return first <= day && day <= last && (day - first) % period == period - 1
    }
}
