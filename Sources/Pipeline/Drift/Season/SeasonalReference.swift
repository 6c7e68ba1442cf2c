public import Readings

/// The moments of a reference, sorted once, from which the rows of any window's season are found.
///
/// A season is the window's own stretch of the calendar one, two, three, … years earlier, widened by ``margin`` at both
/// ends, at the window's hours of the UTC day and of its stations. Weather of the same weeks differs from year to year far
/// less than that of other months, so a departure from the season says more than one from a whole training.
public struct SeasonalReference: Sendable {
    /// Days by which a stretch is wider at each end than the window: more rows, and the season comes early or late.
    public static let margin = 14
    /// A season with fewer rows is not known.
    public static let fewestRows = 30
    /// A season is known when rows lie on at least this share of the days of one stretch, whatever their year; on so much
    /// less as the window itself has days without a row.
    ///
    /// Days and not rows count, so that a reference of which a sample was kept knows its seasons too.
    public static let coveredShare = 0.5
    private static let mostYears = 300

    /// Ascending.
    private let times: [Timestamp]
    /// For each of the moments its row in the reference.
    private let rows: [Int]
    /// By row of the reference.
    private let stations: [String?]?

    /// A reference of given rows; nil without rows.
    /// - Parameters:
    ///   - times: the moment of each row, in any order.
    ///   - stations: the station of each row; nil where rows have none.
    /// - Complexity: O(n log n), n rows.
    public init?(times: [Timestamp], stations: [String?]? = nil) {
        guard !times.isEmpty, stations.map({ $0.count == times.count }) ?? true else { return nil }
        rows = times.indices.sorted { (times[$0], $0) < (times[$1], $1) }
        self.times = rows.map { times[$0] }
        self.stations = stations?.contains { $0 != nil } ?? false ? stations : nil
    }

    /// The rows of a window's season.
    ///
    /// Stations count when both sides name them. Of windows longer than some 337 days, whose stretches meet, each row is
    /// taken once, and none that is not earlier than the window.
    /// - Parameter window: what of a window decides.
    /// - Returns: nil when the season is not known: fewer rows than ``fewestRows``, or on too few days
    ///   (``coveredShare``).
    /// - Complexity: O(log n + rows of the stretches).
    public func season(of window: SeasonWindow) -> Season? {
        var (found, offsets, years): ([Int], Set<Int64>, Int) = ([], [], 0)
        var (stretchDays, end): (Int64, Timestamp) = (0, window.span.lowerBound)
        for earlier in 1...Self.mostYears {
            guard let stretch = window.stretch(yearsBefore: earlier, margin: Self.margin), let first = times.first,
                stretch.upperBound >= first
            else { break }
            let firstDay = stretch.lowerBound.dayIndex
            stretchDays = max(stretchDays, stretch.upperBound.dayIndex - firstDay + 1)
            let before = found.count
            var place = self.place(of: stretch.lowerBound)
            while place < times.count, times[place] <= stretch.upperBound, times[place] < end {
                if isIncluded(place, in: window) {
                    found.append(rows[place])
                    offsets.insert(times[place].dayIndex - firstDay)
                }
                place += 1
            }
            if found.count > before { years += 1 }
            end = min(end, stretch.lowerBound)
        }
        let neededDays =
            Self.coveredShare * Double(stretchDays) * Double(window.dayCount) / Double(window.spannedDays)
        guard found.count >= Self.fewestRows, Double(offsets.count) >= neededDays else { return nil }
        return Season(rows: found, years: years)
    }

    private func isIncluded(_ place: Int, in window: SeasonWindow) -> Bool {
        guard window.hours.contains(times[place].hourOfDay) else { return false }
        guard let stations, let wanted = window.stations else { return true }
        return stations[rows[place]].map(wanted.contains) ?? false
    }

    /// The first place whose moment is not before `moment`.
    private func place(of moment: Timestamp) -> Int {
        var (low, high) = (0, times.count)
        while low < high {
            let middle = low + (high - low) / 2
            if times[middle] < moment { low = middle + 1 } else { high = middle }
        }
        return low
    }
}

extension DriftTable {
    /// The table as a reference of seasons; nil when not every row has a moment.
    var seasonalReference: SeasonalReference? {
        guard let times, times.count == rowCount else { return nil }
        return SeasonalReference(times: times, stations: stations)
    }
}
