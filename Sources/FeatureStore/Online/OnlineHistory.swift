public import Readings

/// The last week of one station: closed hours as one reading each, and the newest two clock hours as they were reported.
///
/// Whatever the order in which readings come, ``series`` is what training makes of them, as long as none comes more than
/// an hour late into an hour that has another: what that hour was made of is gone. The lake has it.
public struct OnlineHistory: Sendable {
    /// Hours kept behind the newest reading: what features (24) and forecasts (168) look back at.
    public static let hours = 168

    /// The station's name.
    public let station: String
    /// One reading an hour, the last 168 hours, ascending.
    public private(set) var series: StationSeries

    private(set) var closed: [OnlineHour]
    /// By time, then by source.
    private(set) var open: [OpenReading]
    let quantityCount: Int

    /// A history without readings.
    /// - Parameters:
    ///   - station: the station's name.
    ///   - quantityCount: values a reading, ≥ 1.
    public init(station: String, quantityCount: Int) {
        self.init(station: station, quantityCount: quantityCount, closed: [], open: [])
    }

    /// A history as it was kept: `closed` by hour, and `open` by time and source after all of them.
    init(station: String, quantityCount: Int, closed: [OnlineHour], open: [OpenReading]) {
        self.station = station
        self.quantityCount = quantityCount
        self.closed = closed
        self.open = open
        series = StationSeries(quantityCount: quantityCount)
        refresh()
    }

    /// When the newest reading was measured; nil before the first one.
    public var newest: Timestamp? { series.times.last }

    /// Adds readings, or replaces those of the same moment and source. Flagged values count as missing; readings older
    /// than the kept hours are not kept.
    /// - Parameters:
    ///   - rows: rows of this station.
    ///   - readings: a table of as many quantities.
    public mutating func put(_ rows: some Sequence<Int>, of readings: ReadingTable) {
        for row in rows {
            let reading = readings.reading(row)
            put(
                OpenReading(
                    time: reading.observedAt, source: reading.source,
                    values: reading.trustedValues(schema: readings.schema)))
        }
        refresh()
    }

    /// Takes over what another history of the station knows of hours of which this one knows nothing.
    /// - Parameter other: a history of the same station.
    /// - Returns: whether there was any such hour.
    @discardableResult
    public mutating func fillGaps(from other: OnlineHistory) -> Bool {
        let known = Set(closed.map(\.time.hourIndex) + open.map(\.time.hourIndex))
        let oldest = newest?.advanced(hours: -Self.hours) ?? Timestamp.plausible.lowerBound
        guard other.series.times.contains(where: { !known.contains($0.hourIndex) && $0 > oldest })
        else { return false }
        // The newest hours first: closed ones must end up behind them.
        for readings in other.openHours.reversed() where !known.contains(readings[readings.startIndex].time.hourIndex) {
            if let newest = open.last?.time.hourIndex, readings[readings.startIndex].time.hourIndex < newest - 1 {
                insert(OnlineHour(of: readings))
            } else {
                for reading in readings { put(reading) }
            }
        }
        for hour in other.closed where !known.contains(hour.time.hourIndex) { insert(hour) }
        refresh()
        return true
    }

    /// The open readings, an hour a slice.
    private var openHours: [ArraySlice<OpenReading>] {
        var hours: [ArraySlice<OpenReading>] = []
        var start = 0
        while start < open.count {
            let hour = open[start].time.hourIndex
            let end = open[start...].firstIndex { $0.time.hourIndex != hour } ?? open.count
            hours.append(open[start..<end])
            start = end
        }
        return hours
    }

    private mutating func put(_ reading: OpenReading) {
        let hour = reading.time.hourIndex
        if let newest = open.last?.time.hourIndex, hour < newest - 1 {
            return insert(
                OnlineHour(
                    time: reading.time, values: reading.values, rank: SourceRanking.standard.rank(reading.source),
                    isMerged: false))
        }
        let place = open.partitioningIndex { !$0.isBefore(reading.time, reading.source) }
        if place < open.count, open[place].time == reading.time, open[place].source == reading.source {
            open[place] = reading
        } else {
            open.insert(reading, at: place)
        }
        close(before: (open.last?.time.hourIndex ?? hour) - 1)
    }

    /// Puts an hour among the closed ones, or in the place of a worse one.
    private mutating func insert(_ hour: OnlineHour) {
        let place = closed.partitioningIndex { $0.time.hourIndex >= hour.time.hourIndex }
        guard place < closed.count, closed[place].time.hourIndex == hour.time.hourIndex else {
            // An hour after the closed ones that is not open either has been put together elsewhere.
            return closed.insert(hour, at: place)
        }
        let known = closed[place]
        if hour.rank < known.rank || (hour.rank == known.rank && !known.isMerged && hour.time == known.time) {
            closed[place] = hour
        }
    }

    private mutating func close(before hour: Int64) {
        while let first = open.first?.time.hourIndex, first < hour {
            let end = open.firstIndex { $0.time.hourIndex != first } ?? open.count
            insert(OnlineHour(of: open[..<end]))
            open.removeFirst(end)
        }
    }

    /// Forgets what is too old and puts the series together.
    private mutating func refresh() {
        if let newest = open.last?.time ?? closed.last?.time {
            let oldest = newest.advanced(hours: -Self.hours)
            closed.removeAll { $0.time <= oldest }
        }
        let hours = closed + openHours.map(OnlineHour.init(of:))
        series = StationSeries(
            times: hours.map(\.time), columns: (0..<quantityCount).map { place in hours.map { $0.values[place] } })
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
