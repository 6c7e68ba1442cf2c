public import Readings
import Synchronization

/// The last week of trusted readings of every station of one schema, in memory; of stations that report more often than
/// hourly the means of each hour.
public final class MemoryOnlineStore: Sendable {
    /// Hours kept behind a station's newest reading: what features (24) and forecasts (168) look back at.
    public static let historyHours = 168

    /// What the stations report.
    public let schema: SensorSchema

    private let histories = Mutex<[String: OnlineHistory]>([:])

    /// An empty store.
    /// - Parameter schema: what the stations report.
    public init(schema: SensorSchema) {
        self.schema = schema
    }

    /// Adds readings, or replaces those of the same station and moment. Flagged values count as missing; readings
    /// older than the kept hours are not kept.
    /// - Parameter readings: of this store's schema, in any order.
    public func put(_ readings: ReadingTable) {
        precondition(readings.schema == schema, "readings of another schema")
        histories.withLock { histories in
            for (station, rows) in zip(readings.stations, readings.rowsByStation()) where !rows.isEmpty {
                var history = histories[station] ?? OnlineHistory(quantityCount: schema.quantities.count)
                for row in rows {
                    history.put(readings.reading(row).trustedValues(schema: schema), at: readings.observedAt[row])
                }
                history.keep(hours: Self.historyHours)
                histories[station] = history
            }
        }
    }

    /// What is known of a station.
    /// - Parameter station: its name.
    /// - Returns: its last week, one reading an hour; nil for an unknown station.
    public func history(of station: String) -> StationSeries? {
        histories.withLock { $0[station]?.series }
    }

    /// The stations that have reported, sorted by name.
    public var stations: [String] {
        histories.withLock { $0.keys.sorted() }
    }
}
