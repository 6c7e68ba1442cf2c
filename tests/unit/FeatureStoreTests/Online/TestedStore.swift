import FeatureStore
import Logging
import Metrics
import Readings
import Redis
import TestSupport
import Testing

/// An online store of each kind, each with a server of its own where it needs one.
enum TestedStore: String, CaseIterable, Sendable {
    case memory, redis, replicated

    /// An empty store, and what must live as long; without a Redis server that it needs the test is cancelled.
    func make(schema: SensorSchema) async throws -> (store: any OnlineStore, server: RedisServer?) {
        guard self != .memory else { return (MemoryOnlineStore(schema: schema), nil) }
        guard RedisServer.isExpected else {
            try Test.cancel("redis-server is not installed: apt-get install redis-server")
        }
        let server = try await RedisServer.start()
        let shared = try Self.redis(server, schema: schema)
        guard self == .replicated else { return (shared, server) }
        return (Self.replicated(shared), server)
    }

    static func redis(
        _ server: RedisServer, schema: SensorSchema = .weather, commandMilliseconds: Int64 = 5_000,
        log: LogCapture = LogCapture()
    ) throws -> RedisOnlineStore {
        var configuration = RedisConfiguration(host: "127.0.0.1", port: server.port)
        configuration.commandMilliseconds = commandMilliseconds
        configuration.backoffMilliseconds = 1...20
        return RedisOnlineStore(
            client: try RedisClient(configuration: configuration), schema: schema, definition: .standard,
            logger: log.logger)
    }

    static func replicated(
        _ shared: RedisOnlineStore, local: MemoryOnlineStore? = nil, log: LogCapture = LogCapture()
    ) -> ReplicatedOnlineStore {
        ReplicatedOnlineStore(
            shared: shared, local: local ?? MemoryOnlineStore(schema: shared.schema),
            metrics: NOOPMetricsHandler.instance,
            logger: log.logger)
    }

    /// One by a clock that goes on when it is told to.
    static func replicated(
        _ shared: RedisOnlineStore, clock: ManualClock, log: LogCapture = LogCapture()
    ) -> ReplicatedOnlineStore {
        ReplicatedOnlineStore(
            shared: shared, local: MemoryOnlineStore(schema: shared.schema), metrics: NOOPMetricsHandler.instance,
            logger: log.logger
        ) { clock.milliseconds }
    }
}
