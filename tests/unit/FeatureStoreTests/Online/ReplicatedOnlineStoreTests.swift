import FeatureStore
import Foundation
import NIOCore
import NIOPosix
import Readings
import Redis
import TestSupport
import Testing

@Suite(
    .enabled(if: RedisServer.isExpected, "redis-server is not installed: apt-get install redis-server"),
    .timeLimit(.minutes(10)))
struct ReplicatedOnlineStoreTests {
    private func temperatures(_ store: some OnlineStore, _ station: String = "a") async throws -> [Double]? {
        try await store.histories(of: [station]).byStation[station]?.series.columns[0]
    }

    /// Replicates until nothing is pending and the server is there.
    private func recover(_ store: ReplicatedOnlineStore) async {
        while store.status.problem != nil || store.status.pendingReadings > 0 {
            await store.replicate()
            await Task.yield()
        }
    }

    @Test func `hands over what it accepted, and what it knew from the start`() async throws {
        let server = try await RedisServer.start()
        let local = MemoryOnlineStore(schema: .weather)
        local.put(ReadingTable([.weather("a", hour: 1, 5)]))
        let store = try TestedStore.replicated(TestedStore.redis(server), local: local)
        store.accept(ReadingTable([.weather("a", hour: 2, 6), .weather("b", hour: 1, 7)]))
        #expect(store.status.pendingReadings == 2)
        await store.replicate()
        #expect(store.status == OnlineStoreStatus(server: store.status.server, problem: nil, pendingReadings: 0))
        let other = try TestedStore.redis(server)
        #expect(try await temperatures(other) == [5, 6])
        #expect(try await temperatures(other, "b") == [7])
    }

    @Test func `learns what other programs have put there`() async throws {
        let server = try await RedisServer.start()
        let store = try TestedStore.replicated(TestedStore.redis(server))
        try await TestedStore.redis(server).put(ReadingTable([.weather("a", hour: 1, 5)]))
        #expect(try await temperatures(store) == [5])
        try await server.kill()
        let histories = await store.histories(of: ["a", "b"])
        #expect(histories.isDegraded && histories.byStation["a"]?.series.columns[0] == [5])
        #expect(histories.byStation["b"] == nil)
        #expect(store.status.problem != nil)
    }

    @Test func `goes on while the server is away, and gives it everything when it is back`() async throws {
        let server = try await RedisServer.start()
        let store = try TestedStore.replicated(TestedStore.redis(server))
        store.accept(ReadingTable([.weather("a", hour: 1, 5)]))
        await store.replicate()
        try await server.kill()
        store.accept(ReadingTable([.weather("a", hour: 2, 6)]))
        await store.replicate()
        let away = await store.histories(of: ["a"])
        #expect(away.isDegraded && away.byStation["a"]?.series.columns[0] == [5, 6])
        #expect(store.status.pendingReadings == 1)
        await #expect(throws: OnlineStoreError.self) { try await store.put(ReadingTable([.weather("c", hour: 2, 9)])) }
        // It comes back without its memory.
        let again = try await RedisServer.start(port: server.port)
        await recover(store)
        let back = await store.histories(of: ["a"])
        #expect(!back.isDegraded && back.byStation["a"]?.series.columns[0] == [5, 6])
        await store.replicate()
        #expect(try await temperatures(TestedStore.redis(again)) == [5, 6])
    }

    @Test func `says that a server is away before anybody has asked it`() async throws {
        let server = try await RedisServer.start()
        let store = try TestedStore.replicated(TestedStore.redis(server))
        await store.look()
        #expect(store.status.problem == nil)
        try await server.kill()
        await store.look()
        #expect(store.status.problem != nil)
    }

    @Test func `gives a server that was flushed its memory back`() async throws {
        let server = try await RedisServer.start()
        let store = try TestedStore.replicated(TestedStore.redis(server))
        store.accept(ReadingTable([.weather("a", hour: 1, 5), .weather("b", hour: 1, 6)]))
        await store.replicate()
        let client = try RedisClient(configuration: RedisConfiguration(host: "127.0.0.1", port: server.port))
        _ = try await client.call(RedisCommand("FLUSHALL"))
        let flushed = await store.histories(of: ["a", "b"])
        #expect(!flushed.isDegraded && flushed.byStation["a"]?.series.columns[0] == [5])
        await store.replicate()
        #expect(try await temperatures(TestedStore.redis(server)) == [5])
        #expect(try await temperatures(TestedStore.redis(server), "b") == [6])
    }

    @Test func `does not wait for a server that does not answer more than once`() async throws {
        let server = try await RedisServer.start()
        let store = try TestedStore.replicated(TestedStore.redis(server, commandMilliseconds: 100))
        store.accept(ReadingTable([.weather("a", hour: 1, 5)]))
        await store.replicate()
        server.signal(SIGSTOP)
        #expect(await store.histories(of: ["a"]).isDegraded)
        let problem = try #require(store.status.problem)
        #expect(problem.contains("no answer within 100 ms"))
        for _ in 0..<1_000 { #expect(await store.histories(of: ["a"]).isDegraded) }
        #expect(store.status.problem == problem)
        server.signal(SIGCONT)
        await recover(store)
        #expect(await store.histories(of: ["a"]).isDegraded == false)
    }

    @Test(arguments: ["nonsense\r\n", "+OK\r\n", ":1\r\n", "$3\r\nabc\r\n", "*1\r\n$-1\r\n", "-ERR no\r\n"])
    func `takes no other answer for a history, and says what it got`(reply: String) async throws {
        let server = try await FixedReplyServer.start(reply: reply)
        let client = try RedisClient(configuration: RedisConfiguration(host: "127.0.0.1", port: server.port))
        let shared = RedisOnlineStore(client: client, schema: .weather, definition: .standard)
        let local = MemoryOnlineStore(schema: .weather)
        local.put(ReadingTable([.weather("a", hour: 1, 5)]))
        let store = TestedStore.replicated(shared, local: local)
        let histories = await store.histories(of: ["a"])
        #expect(histories.isDegraded && histories.byStation["a"]?.series.columns[0] == [5])
        #expect(store.status.problem?.contains("redis://127.0.0.1") == true)
        try await server.stop()
        await client.close()
    }
}
