import FeatureStore
import Foundation
import Readings
import TestSupport
import Testing

/// Readings that are pushed to the running program, and features that are read from it.
struct OnlineFeaturesTests {
    private let scratch: ScratchDirectory
    private var data: String { scratch.file("data") }

    init() throws { scratch = try ScratchDirectory() }

    private func up(_ environment: [String: String] = [:]) async throws -> ServedProgram {
        // Nothing answers at port 9: what is collected is of no matter here.
        let nowhere = ["OPENMETEO_BASE_URL", "OPENMETEO_ARCHIVE_URL", "METAR_BASE_URL"]
        return try await ServedProgram(
            data, command: ["up"],
            environment: Dictionary(uniqueKeysWithValues: nowhere.map { ($0, "http://127.0.0.1:9") })
                .merging(environment) { $1 }.merging(["LOG_LEVEL": "critical"]) { $1 })
    }

    private func push(_ served: ServedProgram, to destination: String, station: String) async throws -> Int {
        let body = """
            {"push_source_name": "machine_readings", "to": "\(destination)", "df": {"machine_id": ["\(station)"], \
            "temperature": [60], "vibration": [0.5], "rotation_speed": [1500]}}
            """
        return try await served.post("/push", body).status
    }

    /// For each station the status of its vibration, and the value.
    private func vibration(_ served: ServedProgram, _ stations: String...) async throws -> [String] {
        let names = stations.map { "\"\($0)\"" }.joined(separator: ",")
        let answer = try await served.post(
            "/get-online-features",
            #"{"features": ["machine_stats_view:vibration"], "entities": {"machine_id": [\#(names)]}}"#)
        let results = try #require(try answer.object["results"] as? [[String: Any]])
        return try #require(results[1]["statuses"] as? [String])
    }

    @Test func `pushed readings go where they are sent, and what was answered survives a kill`() async throws {
        var served = try await up()
        for destination in ["online", "offline", "online_and_offline"] {
            #expect(try await push(served, to: destination, station: destination) == 200)
        }
        let all = ("online", "offline", "online_and_offline")
        #expect(try await vibration(served, all.0, all.1, all.2) == ["PRESENT", "NOT_FOUND", "PRESENT"])
        try await served.kill()
        let lake = try ReadingLake(dataDirectory: data).readings(of: .machine)
        #expect(Set(lake.stations) == ["offline", "online_and_offline"])
        // A start reads the lake, and the snapshot after it.
        served = try await up()
        #expect(try await vibration(served, all.0, all.1, all.2) == ["PRESENT", "PRESENT", "PRESENT"])
        _ = try await served.stop()
        let shown = try await BuiltProgram.run(
            ["features", "get", "--entity", "online", "--schema", "machine", "--data-dir", data, "--json"])
        #expect(try shown.object["status"] as? String == "PRESENT")
        let vibration = (try shown.object["features"] as? [String: [String: Any]])?["vibration"]
        #expect(vibration?["value"] as? Double == 0.5 && vibration?["status"] as? String == "PRESENT")
        let unknown = try await BuiltProgram.run(["features", "get", "--entity", "nobody", "--data-dir", data])
        #expect(unknown.status == 0 && unknown.output.contains("NOT_FOUND"))
    }

    @Test func `a push that could not be kept is not served, and one of the future not taken`() async throws {
        let served = try await up()
        #expect(try await push(served, to: "online", station: "m1") == 200)
        // A folder in the snapshot's place cannot be replaced by a file.
        let snapshot = "\(data)/online/schema=machine.snapshot"
        try FileManager.default.removeItem(atPath: snapshot)
        try FileManager.default.createDirectory(atPath: "\(snapshot)/in the way", withIntermediateDirectories: true)
        #expect(try await push(served, to: "online", station: "m2") == 503)
        #expect(try await vibration(served, "m1", "m2") == ["PRESENT", "NOT_FOUND"])
        for (destination, status) in [("online", 422), ("online_and_offline", 200)] {
            let body = """
                {"push_source_name": "machine_readings", "to": "\(destination)", "df": {"machine_id": ["m1"], \
                "temperature": [60], "vibration": [9.5], "event_timestamp": ["2100-01-01T00:00:00Z"]}}
                """
            #expect(try await served.post("/push", body).status == status)
        }
        #expect(try await vibration(served, "m1") == ["PRESENT"])
        try await served.kill()
        try FileManager.default.removeItem(atPath: snapshot)
        let lake = try ReadingLake(dataDirectory: data).readings(of: .machine)
        #expect(lake.flags.values.joined().map(\.description) == ["observed_at:future"])
        // The lake's one reading is of the future, and no start takes it for the newest.
        let again = try await up()
        #expect(try await vibration(again, "m1") == ["NOT_FOUND"])
        _ = try await again.stop()
    }

    @Test(.enabled(if: RedisServer.isExpected, "redis-server is not installed: apt-get install redis-server"))
    func `with Redis, materialized and pushed readings are there for everybody`() async throws {
        let redis = try await RedisServer.start()
        let environment = ["REDIS_URL": "redis://127.0.0.1:\(redis.port)"]
        var served = try await up()
        #expect(try await push(served, to: "online_and_offline", station: "m1") == 200)
        _ = try await served.stop()
        let materialize = ["features", "materialize", "--schema", "machine", "--data-dir", data]
        let done = try await BuiltProgram.run(materialize + ["--json"], environment: environment)
        #expect(done.status == 0)
        #expect(try done.object["online_stations"] as? Int == 1)

        served = try await up(environment)
        #expect(try await push(served, to: "online", station: "m2") == 200)
        // Another program, which has seen neither.
        let get = ["features", "get", "--schema", "machine", "--data-dir", scratch.file("other"), "--entity"]
        for station in ["m1", "m2"] {
            let shown = try await BuiltProgram.run(get + [station, "--json"], environment: environment)
            #expect(try shown.object["status"] as? String == "PRESENT")
        }
        try await redis.kill()
        #expect(try await push(served, to: "online", station: "m3") == 503)
        #expect(try await push(served, to: "online_and_offline", station: "m4") == 200)
        #expect(try await vibration(served, "m1", "m4") == ["PRESENT", "PRESENT"])
        let health = try await served.get("/health")
        #expect(health.contains(#""status":"away""#) && !health.contains(#""status":"ok""#))
        _ = try await served.stop()
        let away = try await BuiltProgram.run(get + ["m1"], environment: environment)
        #expect(away.status == 0 && away.errors.contains("Redis is away"))
        let marked = try await BuiltProgram.run(get + ["m1", "--json"], environment: environment)
        #expect(try marked.object["degraded"] as? Bool == true)
        #expect(try await BuiltProgram.run(materialize, environment: environment).status == 69)
    }
}
