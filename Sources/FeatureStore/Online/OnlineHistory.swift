public import Readings

/// The last week of one station, as it was reported; of hours with many readings, once they have ended, the mean alone.
///
/// Whatever the order in which readings come, ``series`` is what training makes of them, as long as none comes more than
/// an hour late into an hour that has more than ``readingsPerHour`` others: what that hour was made of is gone. The lake
/// has it.
public struct OnlineHistory: Sendable {
    /// Hours kept behind the newest reading: what features (24) and forecasts (168) look back at.
    public static let hours = 168
    /// Readings of an hour that are kept as they were reported; of more, only their means once the hour after the next
    /// has begun. Enough for every source of a weather station, and for a machine's quarters of an hour.
    public static let readingsPerHour = 4

    /// The station's name.
    public let station: String
    /// One reading an hour, the last 168 hours, ascending.
    public private(set) var series: StationSeries

    /// Hours of which only the means are kept; `readings` has nothing of them, and later ones.
    private(set) var merged: [OnlineHour]
    /// By time, then by source.
    private(set) var readings: [OpenReading]
    let quantityCount: Int

    /// A history without readings.
    /// - Parameters:
    ///   - station: the station's name.
    ///   - quantityCount: values a reading, ≥ 1.
    public init(station: String, quantityCount: Int) {
        self.init(station: station, quantityCount: quantityCount, merged: [], readings: [])
    }

    /// A history as it was kept: `merged` by hour, and `readings` by time and source, of other hours and one after them.
    init(station: String, quantityCount: Int, merged: [OnlineHour], readings: [OpenReading]) {
        self.station = station
        self.quantityCount = quantityCount
        self.merged = merged
        self.readings = readings
        series = StationSeries(quantityCount: quantityCount)
        refresh()
    }

    /// When the newest reading was measured; nil before the first one.
    public var newest: Timestamp? { series.times.last }

    /// Adds readings, or replaces those of the same moment and source. Flagged values count as missing; readings older
    /// than the kept hours are not kept, nor are those of a moment that had not been: all others would be older.
    /// - Parameters:
    ///   - rows: rows of this station.
    ///   - table: readings of as many quantities.
    public mutating func put(_ rows: some Sequence<Int>, of table: ReadingTable) {
        for row in rows where !table.isFromFuture(row: row) {
            let reading = table.reading(row)
            put(
                OpenReading(
                    time: reading.observedAt, source: reading.source,
                    values: reading.trustedValues(schema: table.schema)))
        }
        refresh()
    }

    /// Takes over what another history of the station knows and this one does not: hours, and readings of hours. Where
    /// both know the same, this one stays as it is.
    /// - Parameter other: a history of the same station.
    /// - Returns: whether there was anything.
    @discardableResult
    public mutating func fillGaps(from other: OnlineHistory) -> Bool {
        let missing = other.readings(missingIn: self)
        let hours = other.merged.filter { !knows(hour: $0.time.hourIndex) }
        guard !missing.isEmpty || !hours.isEmpty else { return false }
        let before = self
        for reading in missing { put(reading) }
        for hour in hours {
            merged.insert(hour, at: merged.partitioningIndex { $0.time.hourIndex >= hour.time.hourIndex })
        }
        refresh()
        // What is too old has been let go again.
        return readings != before.readings || merged != before.merged
    }

    /// The readings of which another history knows neither them nor the mean of their hour.
    private func readings(missingIn other: OnlineHistory) -> [OpenReading] {
        var missing: [OpenReading] = []
        var place = 0
        for reading in readings {
            while place < other.readings.count, other.readings[place].isBefore(reading.time, reading.source) {
                place += 1
            }
            let isKnown =
                place < other.readings.count && other.readings[place].time == reading.time
                && other.readings[place].source == reading.source
            if !isKnown, other.mergedPlace(of: reading.time.hourIndex) == nil { missing.append(reading) }
        }
        return missing
    }

    private func knows(hour: Int64) -> Bool {
        let place = readings.partitioningIndex { $0.time.hourIndex >= hour }
        if place < readings.count, readings[place].time.hourIndex == hour { return true }
        return mergedPlace(of: hour) != nil
    }

    private func mergedPlace(of hour: Int64) -> Int? {
        let place = merged.partitioningIndex { $0.time.hourIndex >= hour }
        return place < merged.count && merged[place].time.hourIndex == hour ? place : nil
    }

    private mutating func put(_ reading: OpenReading) {
        if let place = mergedPlace(of: reading.time.hourIndex) {
            // One of the same source cannot be told from those that the mean was made of.
            guard SourceRanking.standard.rank(reading.source) < merged[place].rank else { return }
            merged.remove(at: place)
        }
        let place = readings.partitioningIndex { !$0.isBefore(reading.time, reading.source) }
        if place < readings.count, readings[place].time == reading.time, readings[place].source == reading.source {
            readings[place] = reading
        } else {
            readings.insert(reading, at: place)
        }
    }

    /// Forgets what is too old, closes hours with many readings and puts the series together.
    private mutating func refresh() {
        series = StationSeries(quantityCount: quantityCount)
        guard let newest = readings.last?.time else { return merged = [] }
        let oldest = newest.advanced(hours: -Self.hours)
        merged.removeAll { $0.time <= oldest }
        var hours: [OnlineHour] = []
        var closed: [OnlineHour] = []
        var kept: [Range<Int>] = []
        var start = 0
        while start < readings.count {
            let index = readings[start].time.hourIndex
            let end = readings[start...].firstIndex { $0.time.hourIndex != index } ?? readings.count
            let hour = OnlineHour(of: readings[start..<end])
            if index < newest.hourIndex - 1, end - start > Self.readingsPerHour {
                if hour.time > oldest { closed.append(hour) }
            } else if hour.time > oldest {
                kept.append(start..<end)
                hours.append(hour)
            }
            start = end
        }
        if kept.reduce(0, { $0 + $1.count }) < readings.count { readings = kept.flatMap { readings[$0] } }
        merged = Self.inOrder(merged, closed)
        let all = Self.inOrder(hours, merged)
        series = StationSeries(
            times: all.map(\.time), columns: (0..<quantityCount).map { place in all.map { $0.values[place] } })
    }

    /// All hours of two lists, each of which is in order.
    private static func inOrder(_ left: [OnlineHour], _ right: [OnlineHour]) -> [OnlineHour] {
        guard let first = right.first else { return left }
        guard let last = left.last else { return right }
        if last.time < first.time { return left + right }
        if let first = left.first, let last = right.last, last.time < first.time { return right + left }
        return (left + right).sorted { $0.time < $1.time }
    }
}

extension Array {
    /// The first place from which on a condition holds that, once true, stays true.
    fileprivate func partitioningIndex(where holds: (Element) -> Bool) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if holds(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
