import FeatureStore
import Features
import Ingestion
import Readings
import ServiceLifecycle
import Serving

/// The online stores of all schemas: in memory, or in Redis with memory beside.
struct OnlineRooms {
    let definition: FeatureStoreDefinition
    /// What this program knows by itself.
    let local: [MemoryOnlineStore]
    /// Empty without Redis.
    let replicated: [ReplicatedOnlineStore]
    let snapshot: OnlineSnapshot

    /// What must run for Redis to be kept up to date.
    var services: [any Service] { replicated }

    private var stores: [any OnlineStore] { replicated.isEmpty ? local : replicated }

    /// What Feast's requests see.
    var served: ServedFeatureStore {
        ServedFeatureStore(definition: definition, stores: stores) { status }
    }

    /// How Redis is doing; nil without it.
    var status: OnlineStoreStatus? {
        let all = replicated.map(\.status)
        return all.first.map { first in
            OnlineStoreStatus(
                server: first.server,
                problem: (all.first(where: \.isAway) ?? all.first(where: \.refusesWrites))?.problem,
                refusesWrites: !all.contains(where: \.isAway) && all.contains(where: \.refusesWrites),
                pendingReadings: all.reduce(0) { $0 + $1.pendingReadings })
        }
    }

    /// How much is known of weather stations.
    var feedStatus: FeedStatus {
        local.first { $0.schema == .weather }.map(FeedStatus.init) ?? FeedStatus(stationCount: 0, newestReading: nil)
    }

    func reader(of schema: FeatureSchema) -> FeatureReader? {
        if let store = replicated.first(where: { $0.schema == schema.sensors }) {
            return FeatureReader(store: store, schema: schema)
        }
        return local.first { $0.schema == schema.sensors }.map { FeatureReader(store: $0, schema: schema) }
    }

    /// The newest rows of a view; one a station, nil for those that have none.
    func rows(of view: FeatureView, stations: [String]) async throws(OnlineStoreError) -> [OnlineRow?] {
        guard let store = stores.first(where: { $0.schema == view.schema.sensors }) else {
            return stations.map { _ in nil }
        }
        return try await store.rows(of: view, stations: stations)
    }

    /// Gives Redis the last week of a schema's stations, where it does not know of it; how many stations there are.
    func fill(_ schema: SensorSchema) async throws(OnlineStoreError) -> Int? {
        guard let store = replicated.first(where: { $0.schema == schema }) else { return nil }
        try await store.handOverAll()
        return store.local.stations.count
    }

    /// Takes readings that are in the lake. Never waits.
    func accept(_ readings: ReadingTable) {
        if let store = replicated.first(where: { $0.schema == readings.schema }) {
            store.accept(readings)
        } else {
            local.first { $0.schema == readings.schema }?.put(readings)
        }
    }

    /// Keeps readings that are in no lake.
    ///
    /// Throws ``OnlineStoreError`` when they would be lost with this program; without Redis none is known then.
    func keep(_ readings: ReadingTable) async throws(OnlineStoreError) {
        if let store = replicated.first(where: { $0.schema == readings.schema }) {
            try await store.put(readings)
        } else if let store = local.first(where: { $0.schema == readings.schema }) {
            try snapshot.put(readings, into: store)
        }
    }
}
