import FeatureStore
import Logging
import Metrics
import Readings
import Redis

extension Assembly {
    /// The online stores, with the last week of the lake in them.
    ///
    /// Throws when the lake cannot be read, a snapshot is damaged or Redis cannot be meant.
    func onlineRooms(metrics: any MetricsFactory, logger: Logger) throws -> OnlineRooms {
        let lake = ReadingLake(dataDirectory: settings.dataDirectory)
        let snapshot = OnlineSnapshot(dataDirectory: settings.dataDirectory)
        let client = try redisClient()
        var local: [MemoryOnlineStore] = []
        var replicated: [ReplicatedOnlineStore] = []
        for schema in SensorSchema.all {
            let store = MemoryOnlineStore(schema: schema)
            store.put(try lake.newestReadings(of: schema, hours: OnlineHistory.hours))
            local.append(store)
            guard let client else {
                try snapshot.restore(store)
                continue
            }
            replicated.append(
                ReplicatedOnlineStore(
                    shared: RedisOnlineStore(
                        client: client, schema: schema, definition: settings.featureStore, logger: logger),
                    local: store, metrics: metrics, logger: logger))
        }
        return OnlineRooms(
            definition: settings.featureStore, local: local, replicated: replicated, snapshot: snapshot)
    }

    /// A client of the Redis that the settings name, nil without one.
    ///
    /// Throws ``SettingsError`` when the authorities' file cannot be used.
    func redisClient() throws(SettingsError) -> RedisClient? {
        guard let configuration = settings.redis else { return nil }
        do {
            return try RedisClient(configuration: configuration)
        } catch {
            throw SettingsError(subject: SettingKey.redisCAFile.environmentName, problem: "\(error)")
        }
    }
}
