/// The readings of one station in order of time, one contiguous array a column.
///
/// Readings of the same moment stand in the order of arrival.
public struct StationSeries: Sendable, Equatable {
    /// When each reading was measured, never descending.
    public private(set) var times: [Timestamp] = []
    /// One array for each quantity; NaN where missing.
    public private(set) var columns: [[Double]]

    /// An empty series.
    /// - Parameter quantityCount: values a reading, ≥ 1.
    public init(quantityCount: Int) {
        columns = Array(repeating: [], count: quantityCount)
    }

    /// A series of given columns.
    /// - Parameters:
    ///   - times: never descending.
    ///   - columns: one for each quantity, each as long as `times`.
    public init(times: [Timestamp], columns: [[Double]]) {
        precondition(columns.allSatisfy { $0.count == times.count }, "columns have one length")
        self.times = times
        self.columns = columns
    }

    /// Readings held.
    public var count: Int { times.count }

    /// Adds a reading after all readings that are not later, even when there is one of the same moment.
    /// - Parameters:
    ///   - values: one for each quantity.
    ///   - time: when they were measured.
    public mutating func insert(_ values: [Double], at time: Timestamp) {
        precondition(values.count == columns.count, "a reading has a value for each quantity")
        let place = times.last.map { $0 <= time } ?? true ? times.count : firstIndex(after: time)
        times.insert(time, at: place)
        for (quantity, value) in values.enumerated() { columns[quantity].insert(value, at: place) }
    }

    /// Replaces the reading of the same moment, or adds one: what a station is known to have measured.
    /// - Parameters:
    ///   - values: one for each quantity.
    ///   - time: when they were measured.
    public mutating func upsert(_ values: [Double], at time: Timestamp) {
        let place = firstIndex(after: time) - 1
        guard place >= 0, times[place] == time else { return insert(values, at: time) }
        for (quantity, value) in values.enumerated() { columns[quantity][place] = value }
    }

    /// Forgets the readings measured at or before a moment.
    /// - Parameter time: the last moment to forget.
    public mutating func removeReadings(upTo time: Timestamp) {
        let count = firstIndex(after: time)
        guard count > 0 else { return }
        times.removeFirst(count)
        for quantity in columns.indices { columns[quantity].removeFirst(count) }
    }

    /// The place of the first reading later than a moment; `count` when there is none.
    /// - Parameter time: the moment.
    /// - Returns: 0 … `count`.
    public func firstIndex(after time: Timestamp) -> Int {
        var low = 0
        var high = times.count
        while low < high {
            let middle = (low + high) / 2
            if times[middle] <= time { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
