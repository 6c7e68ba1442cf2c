import FeatureStore
import Features
import Foundation
import Readings
import Redis
import TestSupport
import Testing

/// Servers that answer and do not do what they should.
@Suite(
    .enabled(if: RedisServer.isExpected, "redis-server is not installed: apt-get install redis-server"),
    .timeLimit(.minutes(10)))
struct ReplicatedOnlineStoreDamageTests {
    private let log = LogCapture()
    private let clock = ManualClock()

    private func client(_ server: RedisServer) throws -> RedisClient {
        try RedisClient(configuration: RedisConfiguration(host: "127.0.0.1", port: server.port))
    }

    private func temperatures(_ store: some OnlineStore, _ station: String = "a") async throws -> [Double]? {
        try await store.histories(of: [station]).byStation[station]?.series.columns[0]
    }

    /// How often the server has refused to run a script.
    private func refusals(_ client: RedisClient) async throws -> Int {
        let text = try await client.call(RedisCommand("INFO", texts: ["commandstats"])).text ?? ""
        return text.split(whereSeparator: \.isNewline).filter { $0.hasPrefix("cmdstat_eval") }.reduce(0) { sum, line in
            ["rejected_calls=", "failed_calls="].reduce(sum) { sum, name in
                sum + (line.firstRange(of: name).flatMap { Int(line[$0.upperBound...].prefix { $0.isNumber }) } ?? 0)
            }
        }
    }

    @Test(arguments: [
        (["CONFIG", "SET", "maxmemory", "1kb"], ["CONFIG", "SET", "maxmemory", "0"], "OOM"),
        (["REPLICAOF", "127.0.0.1", "9"], ["REPLICAOF", "NO", "ONE"], "READONLY"),
    ])
    func `a server that refuses writes is tried at growing distances, and told of twice`(
        refusing: [String], taking: [String], word: String
    ) async throws {
        let server = try await RedisServer.start()
        let client = try client(server)
        let store = TestedStore.replicated(try TestedStore.redis(server), clock: clock, log: log)
        try await store.put(ReadingTable([.weather("a", hour: 0, 4)]))
        _ = try await client.call(RedisCommand(refusing[0], texts: Array(refusing[1...])))
        store.accept(ReadingTable([.weather("a", hour: 1, 5)]))
        for second in 0..<60 {
            // However often somebody has something to hand over.
            for _ in 0..<100 { await store.replicate() }
            store.accept(ReadingTable([.weather("a", hour: 2 + second, 6)]))
            clock.advance(1_000)
        }
        // At most one every two seconds, and the first few.
        #expect((5..<50).contains(try await refusals(client)))
        #expect(store.status.refusesWrites && !store.status.isAway && store.status.pendingReadings == 61)
        #expect(store.status.problem?.contains("refuses to be written to: \(word)") == true)
        // It answers, and what it does not know is known here.
        let known = await store.histories(of: ["a"])
        #expect(!known.isDegraded && known.byStation["a"]?.series.count == 62)
        let error = await #expect(throws: OnlineStoreError.self) {
            try await store.put(ReadingTable([.weather("b", hour: 1, 5)]))
        }
        #expect(error?.reason == store.status.problem.map { .away($0) })
        #expect(log.lines.count == 1, "\(log.lines)")

        _ = try await client.call(RedisCommand(taking[0], texts: Array(taking[1...])))
        clock.advance(2_000)
        await store.replicate()
        #expect(store.status == OnlineStoreStatus(server: store.status.server, problem: nil, pendingReadings: 0))
        #expect(try await temperatures(TestedStore.redis(server))?.count == 62)
        try await store.put(ReadingTable([.weather("b", hour: 1, 5)]))
        #expect(log.lines.count == 2, "\(log.lines)")
    }

    @Test func `one station's broken key hinders no other, and is written anew`() async throws {
        let server = try await RedisServer.start()
        let client = try client(server)
        let store = TestedStore.replicated(try TestedStore.redis(server), clock: clock, log: log)
        store.accept(ReadingTable([.weather("a", hour: 1, 5), .weather("b", hour: 1, 6)]))
        await store.replicate()
        let key = try #require(FeastEntityKey(joinKeys: ["machine_id": .string("a")], project: "driftdetector")).bytes
        _ = try await client.call(RedisCommand("SET", [key, Array("x".utf8)]))
        store.accept(ReadingTable([.weather("a", hour: 2, 7), .weather("b", hour: 2, 8)]))
        await store.replicate()
        #expect(store.status.problem == nil && store.status.pendingReadings == 0)
        let other = try TestedStore.redis(server)
        #expect(try await temperatures(other) == [5, 7])
        #expect(try await temperatures(other, "b") == [6, 8])
        #expect(log.lines == [])
    }

    @Test(arguments: [["FLUSHALL"], ["DEL"], ["HDEL", "_history:weather", "_history_version:weather"]])
    func `what a server has lost comes back with the next reading`(loss: [String]) async throws {
        let server = try await RedisServer.start()
        let client = try client(server)
        let store = try TestedStore.replicated(TestedStore.redis(server))
        for hour in 1...4 { try await store.put(ReadingTable([.weather("a", hour: hour, Double(hour))])) }
        let key = try #require(FeastEntityKey(joinKeys: ["machine_id": .string("a")], project: "driftdetector")).bytes
        let arguments = loss.count == 1 && loss[0] == "FLUSHALL" ? [] : [key] + loss.dropFirst().map { Array($0.utf8) }
        _ = try await client.call(RedisCommand(loss[0], arguments))
        try await store.put(ReadingTable([.weather("a", hour: 5, 5)]))
        let view = try #require(FeatureStoreDefinition.standard.view(of: .weather))
        let place = try #require(view.schema.featureNames.firstIndex(of: "temp_mean_24h"))
        for asked in [store, try TestedStore.redis(server)] as [any OnlineStore] {
            #expect(try await asked.rows(of: view, stations: ["a"])[0]?.values[place] == .float(3))
            #expect(try await asked.histories(of: ["a"]).byStation["a"]?.series.columns[0] == [1, 2, 3, 4, 5])
        }
    }

    @Test func `a program that knows less takes nothing from one that knows more`() async throws {
        let server = try await RedisServer.start()
        let client = try client(server)
        let store = try TestedStore.replicated(TestedStore.redis(server))
        for hour in 1...4 { try await store.put(ReadingTable([.weather("a", hour: hour, Double(hour))])) }
        _ = try await client.call(RedisCommand("FLUSHALL"))
        try await TestedStore.replicated(TestedStore.redis(server)).put(ReadingTable([.weather("a", hour: 5, 5)]))
        #expect(try await temperatures(store) == [1, 2, 3, 4, 5])
        await store.replicate()
        #expect(try await temperatures(TestedStore.redis(server)) == [1, 2, 3, 4, 5])
    }

    @Test func `nobody who pushes waits for a server that is known not to answer`() async throws {
        let server = try await RedisServer.start()
        let store = try TestedStore.replicated(TestedStore.redis(server, commandMilliseconds: 500))
        try await store.put(ReadingTable([.weather("a", hour: 1, 5)]))
        server.signal(SIGSTOP)
        // A wait for each would be longer than the time limit.
        for _ in 0..<1_000 {
            await #expect(throws: OnlineStoreError.self) { try await store.put(ReadingTable([.weather("a", hour: 2)])) }
        }
        #expect(store.status.problem?.contains("no answer within 500 ms") == true)
        server.signal(SIGCONT)
    }
}
