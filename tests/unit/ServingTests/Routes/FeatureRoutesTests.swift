import FeatureStore
import Features
import HTTPTypes
import JSON
import Readings
import Serving
import Synchronization
import Testing

struct FeatureRoutesTests {
    private let world: ServedWorld
    private let pushed = Pushed()

    private final class Pushed: Sendable {
        private let kept = Mutex<[(readings: ReadingTable, destination: PushDestination)]>([])

        var all: [(readings: ReadingTable, destination: PushDestination)] { kept.withLock { $0 } }

        func append(_ readings: ReadingTable, _ destination: PushDestination) {
            kept.withLock { $0.append((readings, destination)) }
        }
    }

    init() throws { world = try ServedWorld() }

    private func dependencies(now: Timestamp = TrainedModels.lastHour.advanced(hours: 1)) -> ServingDependencies {
        var dependencies = world.dependencies(now: now)
        dependencies.token = "t"
        dependencies.featureStore = ServedFeatureStore(
            definition: .standard, stores: [world.weatherStore, world.machineStore])
        dependencies.intake = ReadingAcceptance(
            take: { [pushed] readings, destination async throws(ReadingAcceptance.Refusal) in
                if readings.stations == ["full"] { throw .overloaded }
                pushed.append(readings, destination)
                return (0..<readings.rowCount).map { _ in ReadingReceipt(outcome: .added, flags: []) }
            }, quality: { _ in [] })
        return dependencies
    }

    private func get(_ body: String, now: Timestamp = TrainedModels.lastHour.advanced(hours: 1)) async throws -> Answer
    {
        try await world.post("/get-online-features", body, of: dependencies(now: now))
    }

    private func push(_ body: String) async throws -> Answer {
        try await world.post("/push", body, headers: [.authorization: "Bearer t"], of: dependencies())
    }

    @Test func `answers a column for each feature, as Feast's server does`() async throws {
        let json = try await get(
            """
            {"features": ["sensor_stats_view:temperature", "sensor_stats_view:temp_mean_24h"], \
            "entities": {"machine_id": ["Berlin", "nobody"]}}
            """
        ).json
        let row = try #require(
            world.weatherStore.rows(of: FeatureStoreDefinition.standard.views[0], stations: ["Berlin"])[0])
        let epoch = JSONValue.string("1970-01-01T00:00:00Z")
        let moment = JSONValue.string(row.eventTime.description)
        #expect(
            json["metadata"]?["feature_names"]
                == .array([.string("machine_id"), .string("temperature"), .string("temp_mean_24h")]))
        #expect(json["results"]?[0]?["values"] == .array([.string("Berlin"), .string("nobody")]))
        #expect(json["results"]?[0]?["statuses"] == .array([.string("PRESENT"), .string("PRESENT")]))
        #expect(json["results"]?[0]?["event_timestamps"] == .array([epoch, epoch]))
        for (column, place) in [(1, 0), (2, 16)] {
            guard case .float(let value) = row.values[place] else { continue }
            let result = json["results"]?[column]
            #expect(result?["values"]?[0]?.double.map { Float($0) } == value)
            #expect(result?["values"]?[1] == .null)
            #expect(result?["statuses"] == .array([.string("PRESENT"), .string("NOT_FOUND")]))
            #expect(result?["event_timestamps"] == .array([moment, epoch]))
        }
        #expect(FeatureSchema.weather.featureNames[16] == "temp_mean_24h")
    }

    @Test func `gives whole services, and names with their views on request`() async throws {
        let json = try await get(
            #"{"feature_service": "machine_anomaly", "entities": {"machine_id": ["machine_001"]}, "full_feature_names": true}"#
        ).json
        let names = try #require(json["metadata"]?["feature_names"]?.elements)
        #expect(names.count == 31 && names[1] == .string("machine_stats_view__temperature"))
        #expect(json["results"]?.elements?.count == 31)
    }

    @Test func `takes a value that has outlived its ttl for missing`() async throws {
        let json = try await get(
            #"{"features": ["sensor_stats_view:temperature"], "entities": {"machine_id": ["Berlin"]}}"#,
            now: TrainedModels.lastHour.advanced(hours: 24)
        ).json
        #expect(json["results"]?[1]?["values"] == .array([.null]))
        #expect(json["results"]?[1]?["statuses"] == .array([.string("OUTSIDE_MAX_AGE")]))
        #expect(json["results"]?[1]?["event_timestamps"] == .array([.string(TrainedModels.lastHour.description)]))
    }

    @Test(arguments: [
        ("[]", #"["body"] dict_type"#),
        ("{}", #"["body","entities"] missing, ["body","features"] missing"#),
        (
            #"{"features":["sensor_stats_view:temperature"],"entities":{"machine_id":[]}}"#,
            #"["body","entities","machine_id"] too_short"#
        ),
        (
            #"{"features":["sensor_stats_view:temperature"],"entities":{"machine_id":[1,""],"city":["a"]}}"#,
            #"["body","entities","city"] literal_error, ["body","entities","machine_id",0] string_type, "#
                + #"["body","entities","machine_id",1] string_type"#
        ),
        (
            #"{"features":["temperature","a:b","sensor_stats_view:x"],"entities":{"machine_id":["a"]}}"#,
            #"["body","features",0] string_type, ["body","features",1] literal_error, ["body","features",2] literal_error"#
        ),
        (
            #"{"features":["sensor_stats_view:temperature","machine_stats_view:temperature"],"entities":{"machine_id":["a"]}}"#,
            #"["body","features"] literal_error"#
        ),
        (
            #"{"feature_service":"none","entities":{"machine_id":["a"]},"full_feature_names":1}"#,
            #"["body","feature_service"] literal_error, ["body","full_feature_names"] bool_type"#
        ),
        (
            #"{"feature_service":"machine_anomaly","features":["sensor_stats_view:temperature"],"entities":{"machine_id":["a"]}}"#,
            #"["body","features"] literal_error"#
        ),
    ])
    func `refuses with every place`(body: String, issues: String) async throws {
        let answer = try await get(body)
        #expect(answer.status == 422)
        #expect(try answer.issues.joined(separator: ", ") == issues)
    }

    @Test(arguments: PushDestination.allCases)
    func `takes pushed columns in as readings`(destination: PushDestination) async throws {
        let answer = try await push(
            """
            {"push_source_name": "weather_readings", "to": "\(destination.rawValue)", "df": {
              "machine_id": ["Berlin", "Oslo"], "event_timestamp": ["2026-06-15T12:00:00Z", "2026-06-15 12:05:00"],
              "temperature": [20.5, null], "pressure": [1012, 1000.5], "humidity": [50, 60], "wind_speed": [3, 4]}}
            """)
        #expect(answer.status == 200 && answer.text == "null")
        let (readings, found) = try #require(pushed.all.first)
        #expect(found == destination && readings.rowCount == 2 && readings.schema == .weather)
        #expect(readings.reading(0).station == "Berlin" && readings.reading(0).values == [20.5, 1012, 50, 3])
        #expect(readings.reading(1).values[0].isNaN && readings.source(ofRow: 1) == "push")
        #expect(readings.observedAt[1] == Timestamp(iso8601: "2026-06-15T12:05:00Z"))
    }

    @Test(arguments: [
        ("{}", #"["body","push_source_name"] missing, ["body","df"] dict_type"#),
        (
            #"{"push_source_name":"x","to":"nowhere","df":{"machine_id":["a"],"temperature":[1,2]}}"#,
            #"["body","push_source_name"] literal_error, ["body","to"] literal_error, ["body","df"] too_short"#
        ),
        (
            #"{"push_source_name":"weather_readings","df":{"machine_id":["a","b"],"temperature":[1,"x"]}}"#,
            #"["body","df","temperature",1] float_type"#
        ),
        (
            #"{"push_source_name":"weather_readings","df":{"machine_id":["a"],"temp_mean_3h":[1]}}"#,
            #"["body","df","temp_mean_3h"] literal_error"#
        ),
        (
            #"{"push_source_name":"weather_readings","df":{"machine_id":[""],"temperature":[1],"event_timestamp":["noon"]}}"#,
            #"["body","df","machine_id",0] string_too_short, ["body","df","event_timestamp",0] datetime_parsing"#
        ),
    ])
    func `refuses a push whole with every place`(body: String, issues: String) async throws {
        let answer = try await push(body)
        #expect(answer.status == 422)
        #expect(try answer.issues.joined(separator: ", ") == issues)
        #expect(pushed.all.isEmpty)
    }

    @Test(arguments: PushDestination.allCases)
    func `takes readings of the future nowhere but where they can be doubted`(destination: PushDestination) async throws
    {
        // It is 13:00 here; clocks may be ten minutes ahead.
        let answer = try await push(
            """
            {"push_source_name": "weather_readings", "to": "\(destination.rawValue)", "df": {
              "machine_id": ["a", "b", "c"], "temperature": [1, 2, 3], "event_timestamp":
              ["2026-06-15T13:10:00Z", "2026-06-15T13:10:01Z", "2100-01-01T00:00:00Z"]}}
            """)
        guard destination == .online else {
            #expect(answer.status == 200 && pushed.all.first?.readings.rowCount == 3)
            return
        }
        #expect(answer.status == 422 && pushed.all.isEmpty)
        #expect(
            try answer.issues == [
                #"["body","df","event_timestamp",1] datetime_past"#,
                #"["body","df","event_timestamp",2] datetime_past"#,
            ])
        #expect(answer.text.contains("2100-01-01T00:00:00Z is more than 10 minutes after now, 2026-06-15T13:00:00Z"))
    }

    @Test func `lets nobody push without the token, and says when it cannot store`() async throws {
        let body = #"{"push_source_name":"weather_readings","df":{"machine_id":["full"],"temperature":[1]}}"#
        #expect(try await world.post("/push", body, of: dependencies()).status == 401)
        #expect(try await push(body).status == 503)
        #expect(try await world.post("/get-online-features", "{}").status == 503)
    }
}
