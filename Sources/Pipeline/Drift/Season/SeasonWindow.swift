public import Readings

/// What of a window decides which rows are of its season: when it was, at which hours, and of which stations.
public struct SeasonWindow: Sendable, Equatable {
    /// The first and the last moment.
    public let span: ClosedRange<Timestamp>
    /// Hours of the UTC day, 0 ... 23, at which it has rows.
    public let hours: Set<Int>
    /// The stations of its rows; nil when no row has one.
    public let stations: Set<String>?
    /// How many UTC days it has rows on, ≥ 1.
    public let dayCount: Int

    /// A window of given rows; nil without rows, and when a moment is outside of ``Readings/Timestamp/plausible``.
    /// - Parameters:
    ///   - times: the moment of each row, in any order.
    ///   - stations: the station of each row; nil where rows have none.
    public init?(times: [Timestamp], stations: [String?]? = nil) {
        guard let first = times.min(), let last = times.max(), Timestamp.plausible.contains(first),
            Timestamp.plausible.contains(last)
        else { return nil }
        span = first...last
        hours = Set(times.map(\.hourOfDay))
        dayCount = Set(times.map(\.dayIndex)).count
        let names = Set((stations ?? []).compactMap(\.self))
        self.stations = names.isEmpty ? nil : names
    }

    /// How many UTC days lie from the first moment to the last, both included, ≥ 1.
    var spannedDays: Int { Int(span.upperBound.dayIndex - span.lowerBound.dayIndex) + 1 }

    /// The same stretch of the calendar in an earlier year, widened at both ends.
    /// - Parameters:
    ///   - years: how many years earlier, ≥ 1.
    ///   - margin: days by which it is wider at each end, ≥ 0.
    /// - Returns: nil where the calendar ends.
    func stretch(yearsBefore years: Int, margin: Int) -> ClosedRange<Timestamp>? {
        guard let first = span.lowerBound.earlier(years: years), let last = span.upperBound.earlier(years: years),
            first <= last
        else { return nil }
        return first.advanced(days: -margin)...last.advanced(days: margin)
    }
}

extension DriftTable {
    /// What of the table decides its season; nil when not every row has a plausible moment.
    var seasonWindow: SeasonWindow? {
        guard let times, times.count == rowCount else { return nil }
        return SeasonWindow(times: times, stations: stations)
    }
}
