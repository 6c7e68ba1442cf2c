import FeatureStore
public import Readings

/// What all feeds of one schema reported, hour by hour side by side.
///
/// A station's own feed is, hour by hour, the best of its sources. What its other sources say of the same hours are
/// second opinions: feeds of their own that are not judged.
public struct FeedHours: Sendable {
    /// One feed.
    public struct Feed: Sendable {
        /// The station it is of.
        public let station: String
        /// Who gives the second opinion; nil for the station's own feed.
        public let secondSource: String?
        /// For each sensor one value an hour as reported, NaN where nothing was.
        public internal(set) var values: [[Double]]
        /// For each sensor and hour whether the value was doubted when it came in.
        let isFlagged: [[Bool]]
        /// For each hour who reported, a number that means the same in all hours of the feed; -1 where nobody did.
        let sources: [Int]

        /// What people call it.
        public var name: String { secondSource.map { "\(station) (\($0))" } ?? station }
    }

    /// What the feeds report.
    public let schema: SensorSchema
    /// The first hour, in hours since 1970.
    public let firstHour: Int64
    /// Hours held.
    public let hourCount: Int
    /// The stations' own feeds by name, then the second opinions.
    public internal(set) var feeds: [Feed]
    /// How many of the feeds are stations' own.
    public let stationCount: Int

    /// The hours of stored readings.
    /// - Parameter table: readings of all sources, also doubted ones. Those of the future are left out.
    public init(of table: ReadingTable) {
        schema = table.schema
        let present = table.withoutFuture
        let hours = present.observedAt.map(\.hourIndex)
        let (first, last) = (hours.min() ?? 0, hours.max() ?? -1)
        (firstHour, hourCount) = (first, Int(last - first) + 1)
        let best = present.preferringSources(.standard)
        let own = Self.feeds(of: best, from: firstHour, count: hourCount, secondSource: nil)
        stationCount = own.count
        var second: [Feed] = []
        if present.sources.count > 1 {
            struct Known: Hashable {
                let station: String
                let hour: Int64
                let source: String
            }
            let chosen = Set(
                (0..<best.rowCount).map {
                    Known(
                        station: best.station(ofRow: $0), hour: best.observedAt[$0].hourIndex,
                        source: best.source(ofRow: $0))
                })
            for source in present.sources {
                let others = present.selecting { row in
                    present.source(ofRow: row) == source
                        && !chosen.contains(
                            Known(station: present.station(ofRow: row), hour: hours[row], source: source))
                }
                second += Self.feeds(of: others, from: firstHour, count: hourCount, secondSource: source)
            }
        }
        feeds = own + second
    }

    private static func feeds(
        of table: ReadingTable, from firstHour: Int64, count: Int, secondSource: String?
    ) -> [Feed] {
        zip(table.stations, table.rowsByStation()).filter { !$1.isEmpty }.map { station, rows in
            var values = [[Double]](repeating: [Double](repeating: .nan, count: count), count: table.columns.count)
            var isFlagged = [[Bool]](repeating: [Bool](repeating: false, count: count), count: table.columns.count)
            var sources = [Int](repeating: -1, count: count)
            for row in rows {
                let hour = Int(table.observedAt[row].hourIndex - firstHour)
                sources[hour] = table.sourceCodes[row]
                for sensor in values.indices where table.columns[sensor][row].isFinite {
                    values[sensor][hour] = table.columns[sensor][row]
                    isFlagged[sensor][hour] = table.isFlagged(row: row, quantity: sensor)
                }
            }
            return Feed(
                station: station, secondSource: secondSource, values: values, isFlagged: isFlagged, sources: sources)
        }.sorted { $0.station < $1.station }
    }

    /// The names of the stations.
    public var stationNames: [String] { feeds.prefix(stationCount).map(\.station) }

    /// The middle of the hours.
    public var middle: Timestamp { time(ofHour: hourCount / 2) }

    /// The place of a moment among the hours; it may lie outside of them.
    /// - Parameter moment: any moment.
    /// - Returns: hours since the first.
    public func hour(of moment: Timestamp) -> Int { Int(moment.hourIndex - firstHour) }

    /// When an hour begins.
    /// - Parameter hour: hours since the first.
    /// - Returns: a whole hour.
    public func time(ofHour hour: Int) -> Timestamp {
        Timestamp(milliseconds: (firstHour + Int64(hour)) * Timestamp.millisecondsPerHour)
    }

    /// A stretch of one feed as a series that models take, one entry an hour.
    /// - Parameters:
    ///   - feed: a place in `feeds`.
    ///   - hours: a stretch of `0 ..< hourCount`.
    ///   - trustingFlagged: whether doubted values are used; physically impossible ones never are.
    /// - Returns: one entry an hour, NaN where nothing was.
    func series(ofFeed feed: Int, hours: Range<Int>, trustingFlagged: Bool) -> StationSeries {
        let entry = feeds[feed]
        return StationSeries(
            times: hours.map { time(ofHour: $0) },
            columns: schema.quantities.enumerated().map { sensor, quantity in
                hours.map { hour in
                    let value = entry.values[sensor][hour]
                    return quantity.physicalRange.contains(value) && (trustingFlagged || !entry.isFlagged[sensor][hour])
                        ? value : .nan
                }
            })
    }
}
