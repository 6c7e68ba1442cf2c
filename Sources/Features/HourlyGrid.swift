public import Readings

/// One station's readings on a grid of whole hours: the newest known value of each clock hour, carried forward over
/// short gaps.
public struct HourlyGrid: Sendable {
    /// The first hour, in hours since 1970.
    public let firstHour: Int64
    /// Hours on the grid.
    public let hourCount: Int
    /// One array for each quantity: what was known in each hour, NaN where nothing was.
    public let columns: [[Double]]

    /// For each quantity and hour the hour of the newest value at or before it, −1 where there is none.
    private let sources: [[Int32]]

    /// The grid of a whole series, from its first reading to its last.
    /// - Parameter series: one station's readings; at most 2³¹ hours between first and last.
    public init(of series: StationSeries) {
        self.init(of: series, from: series.times.first?.hourIndex ?? 0, through: series.times.last?.hourIndex ?? -1)
    }

    /// The grid of a stretch of hours.
    /// - Parameters:
    ///   - series: one station's readings.
    ///   - firstHour: in hours since 1970.
    ///   - lastHour: in hours since 1970; an empty grid when it is before `firstHour`.
    public init(of series: StationSeries, from firstHour: Int64, through lastHour: Int64) {
        self.firstHour = firstHour
        let hourCount = Int(max(0, lastHour - firstHour + 1))
        self.hourCount = hourCount
        let begin = series.firstIndex(
            after: Timestamp(milliseconds: firstHour * Timestamp.millisecondsPerHour - 1))
        var columns = [[Double]](repeating: [Double](repeating: .nan, count: hourCount), count: series.columns.count)
        for place in begin..<series.count {
            let hour = Int(series.times[place].hourIndex - firstHour)
            if hour >= hourCount { break }
            for quantity in columns.indices where !series.columns[quantity][place].isNaN {
                columns[quantity][hour] = series.columns[quantity][place]
            }
        }
        self.columns = columns
        sources = columns.map { column in
            var newest: Int32 = -1
            return column.enumerated().map { hour, value in
                if !value.isNaN { newest = Int32(hour) }
                return newest
            }
        }
    }

    /// The value of an hour, or of one of the few hours before it where it is missing.
    ///
    /// Nothing before the window of the issue hour is carried into it, so that a station's last week of readings gives
    /// the same numbers as its whole history.
    /// - Parameters:
    ///   - quantity: a place in the schema.
    ///   - hour: an hour of the grid; before its first hour nothing is known.
    ///   - issueHour: the hour of the forecast, ≥ `hour`.
    /// - Returns: the value, NaN where none is known.
    func carried(_ quantity: Int, hour: Int, issueHour: Int) -> Double {
        guard hour >= 0 else { return .nan }
        let source = Int(sources[quantity][hour])
        guard source >= 0, hour - source <= ForecastSchema.carriedHours,
            source > issueHour - ForecastSchema.historyHours
        else { return .nan }
        return columns[quantity][source]
    }

    /// The present values at an hour, carried forward over short gaps.
    /// - Parameter hour: 0 ..< `hourCount`.
    /// - Returns: one value for each quantity, NaN where none is known.
    public func present(atHour hour: Int) -> [Double] {
        columns.indices.map { present($0, atHour: hour) }
    }

    /// The present value of one quantity at an hour, carried forward over short gaps.
    /// - Parameters:
    ///   - quantity: a place in the schema.
    ///   - hour: 0 ..< `hourCount`.
    /// - Returns: the value, NaN where none is known.
    public func present(_ quantity: Int, atHour hour: Int) -> Double {
        carried(quantity, hour: hour, issueHour: hour)
    }

    /// What was known of one quantity in an hour, carried from nowhere.
    /// - Parameters:
    ///   - quantity: a place in the schema.
    ///   - hour: a place on the grid, also outside of it.
    /// - Returns: the value, NaN where nothing was measured.
    public func measured(_ quantity: Int, atHour hour: Int) -> Double {
        hour >= 0 && hour < hourCount ? columns[quantity][hour] : .nan
    }

    /// The moment at which an hour of the grid begins.
    /// - Parameter hour: a place on the grid, also outside of it.
    /// - Returns: a whole hour.
    public func time(ofHour hour: Int) -> Timestamp {
        Timestamp(milliseconds: (firstHour + Int64(hour)) * Timestamp.millisecondsPerHour)
    }
}
