package import Readings

/// A distance between ticks of time that people count in.
package enum TimeStep: Sendable, Equatable {
    /// Hours that divide a day.
    case hours(Int64)
    /// Days counted from 1970.
    case days(Int64)
    /// Weeks, beginning on Mondays.
    case weeks(Int64)
    /// Months that divide a year.
    case months(Int64)
    /// Years divisible by this many.
    case years(Int64)

    private static let ladder: [TimeStep] =
        [1, 2, 3, 6, 12].map(hours) + [1, 2].map(days) + [1, 2].map(weeks) + [1, 2, 3, 6].map(months)
        + [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000].map(years)

    /// The least step that puts at most `count` steps into a span.
    /// - Parameters:
    ///   - span: milliseconds, ≥ 0.
    ///   - count: ≥ 1.
    package init(dividing span: Double, intoAtMost count: Int) {
        self = Self.ladder.first { $0.length * Double(count) >= span } ?? .years(5_000)
    }

    /// Milliseconds, of a mean month or year where these differ.
    private var length: Double {
        let day = Double(Timestamp.millisecondsPerDay)
        return switch self {
        case .hours(let count): Double(count * Timestamp.millisecondsPerHour)
        case .days(let count): Double(count) * day
        case .weeks(let count): Double(count) * 7 * day
        case .months(let count): Double(count) * 365.25 / 12 * day
        case .years(let count): Double(count) * 365.25 * day
        }
    }

    /// The moments of this step inside a stretch of time.
    /// - Parameters:
    ///   - start: the first moment that counts.
    ///   - end: the last moment that counts.
    /// - Returns: ascending.
    package func moments(from start: Timestamp, through end: Timestamp) -> [Timestamp] {
        let first = index(of: start)
        let last = index(of: end)
        guard first <= last else { return [] }
        return (first...last).compactMap(moment(at:)).filter { start <= $0 && $0 <= end }
    }

    /// What is written at a moment.
    /// - Parameters:
    ///   - moment: one of `moments`.
    ///   - isFirst: whether it is the first on its axis, where a month needs its year.
    /// - Returns: such as `06:00`, `14 Jul`, `Jul 2013`, `2013`.
    package func label(at moment: Timestamp, isFirst: Bool) -> String {
        let date = moment.date
        let month = Self.monthNames[date.month - 1]
        switch self {
        case .hours where moment.hourOfDay > 0: return (moment.hourOfDay < 10 ? "0" : "") + "\(moment.hourOfDay):00"
        case .hours, .days, .weeks: return "\(date.day) \(month)"
        case .months: return isFirst || date.month == 1 ? "\(month) \(date.year)" : month
        case .years: return "\(date.year)"
        }
    }

    private static let monthNames = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    /// Which step a moment falls into.
    private func index(of moment: Timestamp) -> Int64 {
        let date = moment.date
        return switch self {
        case .hours(let count): Self.floored(moment.hourIndex, count)
        case .days(let count): Self.floored(moment.dayIndex, count)
        // 1969-12-29 was a Monday.
        case .weeks(let count): Self.floored(moment.dayIndex + 3, 7 * count)
        case .months(let count): Self.floored(Int64(date.year * 12 + date.month - 1), count)
        case .years(let count): Self.floored(Int64(date.year), count)
        }
    }

    /// When a step begins, nil when the calendar does not reach there.
    private func moment(at index: Int64) -> Timestamp? {
        switch self {
        case .hours(let count): return Timestamp(milliseconds: index * count * Timestamp.millisecondsPerHour)
        case .days(let count): return Self.midnight(index * count)
        case .weeks(let count): return Self.midnight(index * count * 7 - 3)
        case .months(let count):
            let month = index * count
            let year = Self.floored(month, 12)
            return CivilDate(year: Int(year), month: Int(month - year * 12) + 1, day: 1).map {
                Self.midnight($0.dayIndex)
            }
        case .years(let count):
            return CivilDate(year: Int(index * count), month: 1, day: 1).map { Self.midnight($0.dayIndex) }
        }
    }

    private static func midnight(_ dayIndex: Int64) -> Timestamp {
        Timestamp(milliseconds: dayIndex * Timestamp.millisecondsPerDay)
    }

    private static func floored(_ number: Int64, _ divisor: Int64) -> Int64 {
        number >= 0 ? number / divisor : -((divisor - 1 - number) / divisor)
    }
}
