public import Readings

/// Columns of one window, with the moments of its rows where they are known.
public struct DriftTable: Sendable {
    /// The columns; of several with one name the first counts.
    public var columns: [DriftColumn]
    /// For each row its moment, in any order; nil where rows have none.
    public var times: [Timestamp]?
    /// For each row its station, nil where it has none; the whole nil where rows name no stations.
    public var stations: [String?]?

    /// A table of given parts.
    /// - Parameters:
    ///   - columns: of any lengths.
    ///   - times: one a row, in the order of the columns' values; nil without moments.
    ///   - stations: one a row, in the same order; nil without stations.
    public init(columns: [DriftColumn], times: [Timestamp]? = nil, stations: [String?]? = nil) {
        self.columns = columns
        self.times = times
        self.stations = stations
    }

    /// How many rows there are: the length of the longest column, what is missing included.
    public var rowCount: Int { max(columns.lazy.map(\.values.count).max() ?? 0, times?.count ?? 0) }

    /// The first and the last moment; nil without moments.
    public var span: ClosedRange<Timestamp>? {
        guard let times, let first = times.min(), let last = times.max() else { return nil }
        return first...last
    }
}
