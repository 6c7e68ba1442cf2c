import FeatureStore
import Features
import Readings
import Redis
import TestSupport
import Testing

@Suite(.enabled(if: RedisServer.isExpected, "redis-server is not installed: apt-get install redis-server"))
struct RedisOnlineStoreTests {
    private let view = FeatureStoreDefinition.standard.views[0]

    private func key(_ station: String) throws -> [UInt8] {
        try #require(FeastEntityKey(joinKeys: ["machine_id": .string(station)], project: "driftdetector")).bytes
    }

    private func plainClient(_ server: RedisServer) throws -> RedisClient {
        try RedisClient(configuration: RedisConfiguration(host: "127.0.0.1", port: server.port))
    }

    @Test func `loses no reading when many programs write the same station at once`() async throws {
        let server = try await RedisServer.start()
        let stores = try (0..<4).map { _ in try TestedStore.redis(server) }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for (place, store) in stores.enumerated() {
                group.addTask {
                    for hour in stride(from: place, to: 160, by: 4) {
                        try await store.put(ReadingTable([.weather("a", hour: hour, Double(hour))]))
                    }
                }
            }
            try await group.waitForAll()
        }
        for store in stores {
            let history = try await store.histories(of: ["a"]).byStation["a"]
            #expect(history?.series.columns[0] == (0..<160).map(Double.init))
        }
    }

    @Test func `never puts an older row over a newer one, whoever wrote that`() async throws {
        let server = try await RedisServer.start()
        let (store, client) = (try TestedStore.redis(server), try plainClient(server))
        let fields = FeastView(name: view.name, features: view.schema.featureNames)
        let newest = Reading.weather(hour: 10).observedAt
        // As Feast would write it, with nanoseconds.
        let moment = FeastView.serialized(Timestamp(milliseconds: newest.milliseconds + 1))
        _ = try await client.call(
            RedisCommand(
                "HSET",
                [
                    try key("a"), fields.timestampField, moment, fields.featureFields[0],
                    FeastValue.double(77).serialized,
                ]))
        try await store.put(ReadingTable([.weather("a", hour: 10, 5)]))
        var row = try #require(try await store.rows(of: view, stations: ["a"])[0])
        #expect(row.values[0] == .double(77) && row.eventTime.milliseconds == newest.milliseconds + 1)
        #expect(try await store.histories(of: ["a"]).byStation["a"]?.series.columns[0] == [5])
        try await store.put(ReadingTable([.weather("a", hour: 11, 6)]))
        row = try #require(try await store.rows(of: view, stations: ["a"])[0])
        #expect(row.values[0] == .float(6) && row.eventTime == newest.advanced(hours: 1))
        // A correction of the same moment counts.
        try await store.put(ReadingTable([.weather("a", hour: 11, 8)]))
        #expect(try await store.rows(of: view, stations: ["a"])[0]?.values[0] == .float(8))
    }

    @Test func `takes a damaged history for none, and writes it anew`() async throws {
        let server = try await RedisServer.start()
        let (store, client) = (try TestedStore.redis(server), try plainClient(server))
        try await store.put(ReadingTable([.weather("a", hour: 1, 5), .weather("b", hour: 1, 6)]))
        let other = try await client.call(
            RedisCommand("HGET", [try key("b"), Array("_history:weather".utf8)])
        ).octets
        for damaged in [Array("garbage".utf8), [], try #require(other)] {
            _ = try await client.call(
                RedisCommand(
                    "HSET",
                    [
                        try key("a"), Array("_history:weather".utf8), damaged, Array("_history_version:weather".utf8),
                        Array("v\(damaged.count)".utf8),
                    ]))
            #expect(try await store.histories(of: ["a"]).byStation["a"]?.newest == nil)
        }
        try await store.put(ReadingTable([.weather("a", hour: 2, 7)]))
        #expect(try await TestedStore.redis(server).histories(of: ["a"]).byStation["a"]?.series.columns[0] == [7])
    }

    @Test func `gives the server its script again, and reads nothing twice`() async throws {
        let server = try await RedisServer.start()
        let (store, client) = (try TestedStore.redis(server), try plainClient(server))
        try await store.put(ReadingTable([.weather("a", hour: 1, 5)]))
        _ = try await client.call(RedisCommand("SCRIPT", texts: ["FLUSH"]))
        try await store.put(ReadingTable([.weather("a", hour: 2, 6)]))
        #expect(try await store.histories(of: ["a"]).byStation["a"]?.series.columns[0] == [5, 6])
        let version = [try key("a"), Array("_history_version:weather".utf8)]
        _ = try await client.call(RedisCommand("HDEL", [try key("a"), Array("_history:weather".utf8)]))
        // The version is known, so the field is not asked for.
        #expect(try await store.histories(of: ["a"]).byStation["a"]?.series.columns[0] == [5, 6])
        _ = try await client.call(RedisCommand("HDEL", version))
        #expect(try await store.histories(of: ["a"]).byStation["a"] == nil)
    }

    @Test func `says what the server has against it`() async throws {
        let server = try await RedisServer.start()
        let (store, client) = (try TestedStore.redis(server), try plainClient(server))
        _ = try await client.call(RedisCommand("CONFIG", texts: ["SET", "maxmemory", "1kb"]))
        let error = await #expect(throws: OnlineStoreError.self) {
            try await store.put(ReadingTable([.weather("a", hour: 1)]))
        }
        #expect(error?.description.contains("refuses to be written to: OOM") == true)
    }

    @Test func `a key that is no hash counts as none, hinders no other, and is written anew`() async throws {
        let (server, log) = (try await RedisServer.start(), LogCapture())
        let (store, client) = (try TestedStore.redis(server, log: log), try plainClient(server))
        try await store.put(ReadingTable([.weather("b", hour: 1, 6)]))
        _ = try await client.call(RedisCommand("SET", [try key("a"), Array("x".utf8)]))
        for _ in 0..<3 {
            let found = try await store.histories(of: ["a", "b"]).byStation
            #expect(found["a"]?.newest == nil && found["b"]?.series.columns[0] == [6])
            let rows = try await store.rows(of: view, stations: ["a", "b"])
            #expect(rows[0] == nil && rows[1]?.values[0] == .float(6))
        }
        #expect(log.lines.count == 1 && log.lines[0].contains("station=a"))
        try await store.put(ReadingTable([.weather("a", hour: 2, 7), .weather("b", hour: 2, 8)]))
        let other = try TestedStore.redis(server)
        #expect(try await other.histories(of: ["a"]).byStation["a"]?.series.columns[0] == [7])
        #expect(try await other.histories(of: ["b"]).byStation["b"]?.series.columns[0] == [6, 8])
    }
}
