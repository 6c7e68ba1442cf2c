package import Readings

/// Places moments along a stretch of the picture, from left to right.
package struct TimeScale: Sendable, Equatable {
    /// The first moment that has a place.
    package let first: Timestamp
    /// The last moment that has a place; at least six hours after `first`.
    package let last: Timestamp

    private let start: Double
    private let end: Double

    private static let leastSpan = 6 * Timestamp.millisecondsPerHour
    /// Some 6,300 years about 1970: there the calendar has a date for every moment.
    private static let reach: Int64 = 200_000_000_000_000

    /// A scale over the range of some moments.
    /// - Parameters:
    ///   - times: in any order; without any the domain begins with 1970.
    ///   - start: the place of the earliest.
    ///   - end: the place of the latest.
    package init(covering times: [Timestamp], start: Double, end: Double) {
        let earliest = Self.clamped(times.min()?.milliseconds ?? 0)
        let latest = Self.clamped(times.max()?.milliseconds ?? 0)
        let room = max(0, Self.leastSpan - (latest - earliest)) / 2
        first = Timestamp(milliseconds: earliest - room)
        last = Timestamp(milliseconds: latest + room)
        self.start = start
        self.end = end
    }

    /// Whether a moment lies between the ends.
    /// - Parameter time: any moment.
    /// - Returns: true at the ends too.
    package func contains(_ time: Timestamp) -> Bool { first <= time && time <= last }

    /// The place of a moment.
    /// - Parameter time: any; outside it gets the nearer end.
    /// - Returns: a finite place between `start` and `end`.
    package func position(of time: Timestamp) -> Double {
        let inside = min(max(time, first), last)
        return start + Double(inside.milliseconds - first.milliseconds) / span * (end - start)
    }

    /// Ticks at whole hours, days, weeks, months or years, whichever fits.
    /// - Parameter count: the most steps between them, ≥ 1.
    /// - Returns: ascending.
    package func ticks(atMost count: Int) -> [AxisTick] {
        let step = TimeStep(dividing: span, intoAtMost: count)
        return step.moments(from: first, through: last).enumerated().map { place, moment in
            AxisTick(position: position(of: moment), label: step.label(at: moment, isFirst: place == 0))
        }
    }

    /// The zone and the years, such as `UTC, 2013–2014`.
    package var title: String {
        let years = (first.date.year, last.date.year)
        return years.0 == years.1 ? "UTC, \(years.0)" : "UTC, \(years.0)–\(years.1)"
    }

    private var span: Double { Double(last.milliseconds - first.milliseconds) }

    private static func clamped(_ milliseconds: Int64) -> Int64 { min(max(milliseconds, -reach), reach) }
}
