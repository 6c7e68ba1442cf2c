import Features
public import Readings
import Synchronization

/// The last week of trusted readings of every station of one schema, in memory; of stations that report more often than
/// hourly the means of each hour.
public final class MemoryOnlineStore: OnlineStore {
    /// What the stations report.
    public let schema: SensorSchema

    private let kept = Mutex<[String: OnlineHistory]>([:])

    /// An empty store.
    /// - Parameter schema: what the stations report.
    public init(schema: SensorSchema) {
        self.schema = schema
    }

    /// Adds readings, or replaces those of the same station, moment and source. Flagged values count as missing;
    /// readings older than the kept hours are not kept, nor are those of the future.
    /// - Parameter readings: of this store's schema, in any order.
    public func put(_ readings: ReadingTable) {
        precondition(readings.schema == schema, "readings of another schema")
        kept.withLock { Self.put(readings.withoutFuture, into: &$0) }
    }

    private static func put(_ readings: ReadingTable, into kept: inout [String: OnlineHistory]) {
        for (station, rows) in zip(readings.stations, readings.rowsByStation()) where !rows.isEmpty {
            kept[station, default: OnlineHistory(station: station, quantityCount: readings.schema.quantities.count)]
                .put(rows, of: readings)
        }
    }

    /// What is known of stations.
    /// - Parameter stations: their names, each once.
    /// - Returns: a history for each station that has reported.
    public func histories(of stations: [String]) -> OnlineHistories {
        kept.withLock { kept in
            OnlineHistories(stations.reduce(into: [:]) { $0[$1] = kept[$1] })
        }
    }

    /// The newest feature rows.
    /// - Parameters:
    ///   - view: whose features; over this store's schema.
    ///   - stations: names.
    /// - Returns: one a station, nil for those that have none.
    public func rows(of view: FeatureView, stations: [String]) -> [OnlineRow?] {
        let histories = histories(of: stations).byStation
        let extractor = FeatureExtractor(schema: view.schema)
        return stations.map { station in
            histories[station].flatMap(extractor.newestRow).map { row in
                OnlineRow(eventTime: row.time, values: row.values.map(FeastValue.float))
            }
        }
    }

    /// What is known of a station.
    /// - Parameter station: its name.
    /// - Returns: its last week, one reading an hour; nil for an unknown station.
    public func history(of station: String) -> StationSeries? {
        kept.withLock { $0[station]?.series }
    }

    /// The stations that have reported, sorted by name.
    public var stations: [String] {
        kept.withLock { $0.keys.sorted() }
    }

    /// For each station the moment of its newest reading.
    public var newestMoments: [String: Timestamp] {
        kept.withLock { $0.compactMapValues(\.newest) }
    }

    /// Everything that is known.
    var all: [OnlineHistory] { all(with: ReadingTable(schema: schema)) }

    /// Everything that would be known with some readings more, which are not put here.
    func all(with readings: ReadingTable) -> [OnlineHistory] {
        var kept = kept.withLock { $0 }
        Self.put(readings.withoutFuture, into: &kept)
        return kept.values.sorted { $0.station < $1.station }
    }

    /// Takes over what another store knows of hours of which this one knows nothing.
    func fillGaps(from histories: [OnlineHistory]) {
        kept.withLock { kept in
            for history in histories {
                kept[
                    history.station,
                    default: OnlineHistory(station: history.station, quantityCount: schema.quantities.count)
                ].fillGaps(from: history)
            }
        }
    }

    /// Takes over what another store knows of a station, which counts where both know the same.
    /// - Parameter history: what the other store knows.
    /// - Returns: what both know, and whether the other store did not know all of it.
    func merge(_ history: OnlineHistory) -> (merged: OnlineHistory, isNewToOther: Bool) {
        kept.withLock { kept in
            guard let own = kept[history.station] else {
                if history.newest != nil { kept[history.station] = history }
                return (history, false)
            }
            var merged = history
            let isNewToOther = merged.fillGaps(from: own)
            kept[history.station] = merged
            return (merged, isNewToOther)
        }
    }
}
