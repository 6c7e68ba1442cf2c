public import Readings

/// The last week of every station of one schema, and the newest feature row of each.
///
/// All stores give the same answers after the same readings; the conformance tests hold them to it.
public protocol OnlineStore: Sendable {
    /// What the stations report.
    var schema: SensorSchema { get }

    /// Adds readings, or replaces those of the same station, moment and source.
    ///
    /// Flagged values count as missing; readings older than the kept hours are not kept.
    /// - Parameter readings: of this store's schema, in any order.
    /// - Throws: ``OnlineStoreError`` when they could not be kept; some may be.
    func put(_ readings: ReadingTable) async throws(OnlineStoreError)

    /// What is known of stations.
    /// - Parameter stations: their names, each once.
    /// - Returns: a history for each station that has reported.
    /// - Throws: ``OnlineStoreError`` when the store does not answer.
    func histories(of stations: [String]) async throws(OnlineStoreError) -> OnlineHistories

    /// The newest feature rows.
    /// - Parameters:
    ///   - view: whose features; over this store's schema.
    ///   - stations: names, also several times.
    /// - Returns: one a station, nil for those that have none.
    /// - Throws: ``OnlineStoreError`` when the store does not answer.
    func rows(of view: FeatureView, stations: [String]) async throws(OnlineStoreError) -> [OnlineRow?]
}
