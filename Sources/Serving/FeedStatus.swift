public import FeatureStore
public import Readings

/// How much is known of the stations, and how new it is.
public struct FeedStatus: Sendable, Equatable {
    /// Stations that have reported.
    public let stationCount: Int
    /// When the newest reading was measured; nil before the first one.
    public let newestReading: Timestamp?

    /// A status of given numbers.
    /// - Parameters:
    ///   - stationCount: stations that have reported.
    ///   - newestReading: when the newest reading was measured.
    public init(stationCount: Int, newestReading: Timestamp?) {
        self.stationCount = stationCount
        self.newestReading = newestReading
    }

    /// The status of a store.
    /// - Parameter store: the recent readings.
    public init(of store: MemoryOnlineStore) {
        let moments = store.newestMoments
        self.init(stationCount: moments.count, newestReading: moments.values.max())
    }
}
