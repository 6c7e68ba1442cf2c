import FeatureStore
import HTTPTypes
import JSON
import Readings
import Serving
import Testing

struct HealthRoutesTests {
    let world: ServedWorld

    init() throws { world = try ServedWorld() }

    @Test func `is ok while readings are new`() async throws {
        let answer = try await world.ask(.get, "/health")
        let json = try answer.json
        #expect(answer.status == 200)
        #expect(json.names == ["status", "version", "models", "stations", "newest_reading"])
        #expect(json["status"] == .string("ok"))
        #expect(json["version"] == .string("0.1.0"))
        #expect(json["stations"] == .integer(3))
        #expect(json["newest_reading"] == .string("2026-06-15T12:00:00Z"))
        let models = try #require(json["models"]?.elements)
        #expect(
            models.map { $0["name"]?.text } == [
                "anomaly-detection-model", "anomaly-detection-model-machine", "weather-forecast-model",
            ])
        #expect(models.map { $0["schema"]?.text } == ["weather", "machine", "weather"])
        #expect(models.map { $0["kind"]?.text } == ["anomaly", "anomaly", "forecast"])
        #expect(models.allSatisfy { $0["version"] == .integer(1) })
    }

    @Test func `is degraded but answers while readings are old or missing`() async throws {
        let old = world.dependencies(now: TrainedModels.lastHour.advanced(hours: 4))
        let answer = try await world.ask(.get, "/health", of: old)
        #expect(answer.status == 200)
        #expect(try answer.json["status"] == .string("degraded"))
        #expect(try answer.json["reason"] == .string("the newest reading is more than 3 hours old"))

        var empty = world.dependencies()
        empty.feed = { FeedStatus(stationCount: 0, newestReading: nil) }
        let first = try await world.ask(.get, "/health", of: empty)
        #expect(first.status == 200)
        #expect(try first.json["status"] == .string("degraded"))
        #expect(try first.json["newest_reading"] == .null)
        #expect(try await world.ask(.get, "/health/ready", of: empty).status == 200)
    }

    @Test(arguments: [(false, "away"), (true, "refuses_writes")])
    func `is degraded while the shared store is away or takes nothing, and says why`(
        refusesWrites: Bool, word: String
    ) async throws {
        var dependencies = world.dependencies()
        dependencies.featureStore = ServedFeatureStore(definition: .standard, stores: [world.weatherStore]) {
            OnlineStoreStatus(server: "redis://r", problem: "no room", refusesWrites: refusesWrites, pendingReadings: 3)
        }
        let json = try await world.ask(.get, "/health", of: dependencies).json
        #expect(json["status"] == .string("degraded") && json["reason"]?.text?.hasSuffix(": no room") == true)
        #expect(json["online_store"]?["status"] == .string(word))
        #expect(json["online_store"]?["reason"] == .string("no room"))
        let features = try await world.post(
            "/get-online-features",
            #"{"features": ["sensor_stats_view:temperature"], "entities": {"machine_id": ["Berlin"]}}"#,
            of: dependencies
        ).json
        #expect(features["metadata"]?["degraded"] == (refusesWrites ? nil : .bool(true)))
    }

    @Test func `a reading of the future is no station's newest`() {
        let store = MemoryOnlineStore(schema: .weather)
        var readings = ReadingTable(schema: .weather)
        for (moment, flags) in [
            (TrainedModels.lastHour, []),
            (
                TrainedModels.lastHour.advanced(hours: 90_000),
                [QualityFlag(quantity: QualityFlag.wholeReading, reason: .future)]
            ),
        ] {
            readings.append(
                Reading(
                    station: "a", observedAt: moment, knownAt: TrainedModels.lastHour, source: "push",
                    kind: .measurement, values: [1, 2, 3, 4], flags: flags))
        }
        store.put(readings)
        #expect(FeedStatus(of: store) == FeedStatus(stationCount: 1, newestReading: TrainedModels.lastHour))
    }

    @Test func `is alive but not ready without a detector`() async throws {
        var dependencies = world.dependencies()
        dependencies.detectors = []
        #expect(try await world.ask(.get, "/health", of: dependencies).status == 503)
        #expect(try await world.ask(.get, "/health/ready", of: dependencies).status == 503)
        #expect(try await world.ask(.get, "/health/live", of: dependencies).status == 200)
        #expect(try await world.ask(.get, "/health/ready").json["status"] == .string("ready"))
        #expect(try await world.ask(.get, "/health/live").json["status"] == .string("live"))
    }

    @Test func `sums up a store`() {
        #expect(FeedStatus(of: world.weatherStore).newestReading == TrainedModels.lastHour)
        let empty = FeedStatus(of: MemoryOnlineStore(schema: .weather))
        #expect(empty == FeedStatus(stationCount: 0, newestReading: nil))
    }
}
