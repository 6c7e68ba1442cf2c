public import FeatureStore
import Features
import Readings

/// The feature store as Feast's requests see it.
public struct ServedFeatureStore: Sendable {
    /// What it holds.
    public let definition: FeatureStoreDefinition
    /// How the store that is shared with other programs is doing; nil for the one in memory.
    public let status: @Sendable () -> OnlineStoreStatus?
    private let stores: [SensorSchema: any OnlineStore]

    /// A store.
    /// - Parameters:
    ///   - definition: what it holds.
    ///   - stores: the online stores, at most one a schema.
    ///   - status: how the shared store is doing.
    public init(
        definition: FeatureStoreDefinition, stores: [any OnlineStore],
        status: @escaping @Sendable () -> OnlineStoreStatus? = { nil }
    ) {
        self.definition = definition
        self.stores = Dictionary(stores.map { ($0.schema, $0) }) { first, _ in first }
        self.status = status
    }

    /// The newest rows of a view.
    /// - Parameters:
    ///   - view: one of the definition's.
    ///   - stations: names.
    /// - Returns: one a station, nil for those that have none.
    /// - Throws: ``OnlineStoreError`` when the store does not answer.
    func rows(of view: FeatureView, stations: [String]) async throws(OnlineStoreError) -> [OnlineRow?] {
        guard let store = stores[view.schema.sensors] else { return stations.map { _ in nil } }
        return try await store.rows(of: view, stations: stations)
    }
}
