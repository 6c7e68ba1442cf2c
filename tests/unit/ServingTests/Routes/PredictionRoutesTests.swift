import Features
import FeatureStore
import HTTPTypes
import JSON
import Learning
import Readings
import Registry
import Serving
import Testing

struct PredictionRoutesTests {
    let world: ServedWorld

    init() throws { world = try ServedWorld() }

    @Test func `answers a machine's reading as the forest and the features say`() async throws {
        let answer = try await world.post("/predict", ServedWorld.request, headers: [.requestID: "request-1"])
        let json = try answer.json
        let row = world.machineRow(of: [75.5, 0.42, 1450], at: TrainedModels.lastHour.advanced(hours: 1))
        let score = try world.models.machine.detector.anomalyScore(row.span)
        #expect(answer.status == 200)
        #expect(answer.header("Content-Type") == "application/json")
        #expect(
            json.names == [
                "machine_id", "schema", "observed_at", "anomaly_score", "is_anomaly", "threshold", "model_name",
                "model_version", "undefined_features", "degraded", "request_id", "ignored",
            ])
        #expect(json["machine_id"] == .string("machine_001"))
        #expect(json["schema"] == .string("machine"))
        #expect(json["observed_at"] == .string("2026-06-15T13:00:00Z"))
        #expect(json["anomaly_score"]?.double == score)
        #expect(score > 0 && score <= 1)
        #expect(json["is_anomaly"] == .bool(score >= 0.5))
        #expect(json["threshold"]?["value"]?.double == 0.5)
        #expect(json["threshold"]?["source"] == .string("PREDICTION_THRESHOLD"))
        #expect(json["model_name"] == .string("anomaly-detection-model-machine"))
        #expect(json["model_version"] == .integer(1))
        #expect(json["undefined_features"] == .integer(row.count { $0.isNaN }))
        #expect(json["degraded"] == .bool(false))
        #expect(json["request_id"] == .string("request-1"))
        #expect(json["ignored"] == .array([]))
    }

    @Test func `says why a reading has its score`() async throws {
        let json = try await world.post("/explain", ServedWorld.request).json
        let row = world.machineRow(of: [75.5, 0.42, 1450], at: TrainedModels.lastHour.advanced(hours: 1))
        let detector = world.models.machine.detector
        let expected = try detector.explanation(of: row)
        #expect(json["anomaly_score"]?.double == (try detector.anomalyScore(row.span)))
        #expect(json["baseline_score"]?.double == expected.baseline)
        let items = try #require(json["contributions"]?.elements)
        #expect(items.count == 30 && items[0].names == ["feature", "value", "contribution"])
        let found = items.compactMap { $0["contribution"]?.double }
        #expect(found.map(abs) == expected.contributions.map(abs).sorted(by: >))
        let temperature = try #require(items.first { $0["feature"] == .string("temperature") })
        #expect(temperature["value"]?.double == 75.5)
        #expect(temperature["contribution"]?.double == expected.contributions[0])
        let many = try await world.post(
            "/explain", "[\(Array(repeating: ServedWorld.request, count: 21).joined(separator: ","))]")
        #expect(many.status == 422)
    }

    /// What answers when the detector of change has become the champion of machines.
    private func changeDependencies() -> ServingDependencies {
        let dependencies = world.dependencies()
        dependencies.detectors[1].replace(
            with: ServedDetector(
                model: world.models.machineChange,
                features: FeatureReader(store: world.machineStore, schema: .machineChange), record: { _ in }))
        return dependencies
    }

    @Test func `names the cause of a sudden change`() async throws {
        let dependencies = changeDependencies()
        let row = FeatureReader(store: world.machineStore, schema: .machineChange).row(
            of: [75.5, 50, 1450], at: TrainedModels.lastHour.advanced(hours: 1),
            after: world.machineStore.histories(of: ["machine_001"]).byStation["machine_001"])
        let expected = try #require(world.models.machineChange.detector.cause(of: row))
        let body = ServedWorld.request.replacing("0.42", with: "50")
        let json = try await world.post("/predict", body, of: dependencies).json
        #expect(json["is_anomaly"] == .bool(true))
        #expect(json["model_version"] == .integer(2))
        let cause = try #require(json["cause"])
        #expect(cause.names == ["sensor", "departure_from", "departure", "usual_spread", "unit"])
        #expect(cause["sensor"] == .string("vibration") && cause["unit"] == .string("mm/s"))
        #expect(cause["departure_from"] == .string("median_3h"))
        #expect(cause["departure"]?.double == expected.departure && expected.departure > 10)
        #expect(cause["usual_spread"]?.double == expected.spread)

        let explained = try await world.post("/explain", body, of: dependencies).json
        #expect(explained["method"] == .string("change"))
        #expect((try #require(explained["limit"]?.double)) > 0)
        #expect(explained["contributions"]?[0]?["feature"] == .string("vibration_from_median_3h"))
        let contribution = try #require(explained["contributions"]?[0]?["contribution"]?.double)
        #expect(abs(contribution * expected.spread - expected.departure) < 1e-5)

        let ordinary = try #require(world.machineStore.histories(of: ["machine_001"]).byStation["machine_001"]).series
        let last = ordinary.columns.map { $0[ordinary.count - 1] }
        let calm =
            #"{"machine_id":"machine_001","temperature":\#(last[0]),"vibration":\#(last[1]),"#
            + #""rotation_speed":\#(last[2])}"#
        let quiet = try await world.post("/predict", calm, of: dependencies).json
        #expect(quiet["is_anomaly"] == .bool(false) && quiet["cause"] == nil)
    }

    @Test func `answers a weather reading by the weather model`() async throws {
        let json = try await world.post("/predict", ServedWorld.weather).json
        let row = world.weatherRow(of: [18.5, 1012, 64, 3.5], at: TrainedModels.lastHour.advanced(hours: 1))
        #expect(json["schema"] == .string("weather"))
        #expect(json["model_name"] == .string("anomaly-detection-model"))
        #expect(json["anomaly_score"]?.double == (try world.models.weather.detector.anomalyScore(row.span)))
        #expect(json["undefined_features"] == .integer(0))
    }

    @Test func `counts the features that a station without history lacks`() async throws {
        let body = ServedWorld.weather.replacing("Berlin", with: "São Paulo")
        let json = try await world.post("/predict", body).json
        #expect(json["machine_id"] == .string("São Paulo"))
        // Four deviations need two values, four lags need a past.
        #expect(json["undefined_features"] == .integer(8))
    }

    @Test func `takes the moment that the reading names`() async throws {
        let body = ServedWorld.weather.dropLast() + #","observed_at":"2026-06-10T03:30:00+02:00"}"#
        let json = try await world.post("/predict", body).json
        let moment = try #require(Timestamp(iso8601: "2026-06-10T01:30:00Z"))
        let row = world.weatherRow(of: [18.5, 1012, 64, 3.5], at: moment)
        #expect(json["observed_at"] == .string("2026-06-10T01:30:00Z"))
        #expect(json["anomaly_score"]?.double == (try world.models.weather.detector.anomalyScore(row.span)))
    }

    @Test func `answers an array in kind and in order, whatever its schemas`() async throws {
        let answer = try await world.post("/predict", "[\(ServedWorld.weather), \(ServedWorld.request)]")
        let json = try answer.json
        let weather = try await world.post("/predict", ServedWorld.weather).json
        #expect(answer.status == 200)
        #expect(json.elements?.count == 2)
        #expect(json[0]?["anomaly_score"] == weather["anomaly_score"])
        #expect(json[1]?["schema"] == .string("machine"))
        #expect(try await world.post("/predict", "[\(ServedWorld.weather)]").json.elements?.count == 1)
    }

    @Test func `names the members that it does not know`() async throws {
        let body = ServedWorld.request.dropLast() + #","foo":null,"humidity":"?","a\nb":[{}]}"#
        let answer = try await world.post("/predict", body)
        #expect(answer.status == 200)
        #expect(try answer.json["ignored"] == .array([.string("foo"), .string("humidity"), .string("a\nb")]))
    }

    @Test func `lets the request choose between schemas whose fields are all there`() async throws {
        let both = ServedWorld.weather.dropLast() + #","vibration":0.4,"rotation_speed":1450,"schema":"SCHEMA"}"#
        let weather = try await world.post("/predict", both.replacing("SCHEMA", with: "weather")).json
        let machine = try await world.post("/predict", both.replacing("SCHEMA", with: "machine")).json
        #expect(weather["schema"] == .string("weather"))
        #expect(weather["ignored"] == .array([.string("vibration"), .string("rotation_speed")]))
        #expect(machine["schema"] == .string("machine"))
        #expect(machine["ignored"] == .array([.string("pressure"), .string("humidity"), .string("wind_speed")]))
    }

    @Test(arguments: ["temperature\":-95", "temperature\":65", "humidity\":0", "humidity\":100", "pressure\":1100"])
    func `takes the bounds of the physical range themselves`(_ member: String) async throws {
        let name = try #require(member.split(separator: "\"").first)
        let pattern = try Regex("\(name)\":[0-9.]+")
        let answer = try await world.post("/predict", ServedWorld.weather.replacing(pattern, with: member))
        #expect(answer.status == 200)
    }

    @Test func `takes numbers in every way JSON writes them`() async throws {
        let plain = try await world.post("/predict", ServedWorld.request).json
        let body = ServedWorld.request.replacing("1450", with: "1.45e3").replacing("75.5", with: "755E-1")
        #expect(try await world.post("/predict", body).json["anomaly_score"] == plain["anomaly_score"])
    }

    @Test func `reads a body whatever its content type`() async throws {
        let headers: HTTPFields = [.contentType: "application/x-www-form-urlencoded"]
        #expect(try await world.post("/predict", ServedWorld.request, headers: headers).status == 200)
    }

    @Test func `calls a reading an anomaly from the threshold on`() async throws {
        let json = try await world.post("/predict", ServedWorld.request).json
        let score = try #require(json["anomaly_score"]?.double)
        let exact = world.dependencies(threshold: .fixed(score))
        let above = world.dependencies(threshold: .fixed(score.nextUp))
        #expect(try await world.post("/predict", ServedWorld.request, of: exact).json["is_anomaly"] == .bool(true))
        #expect(try await world.post("/predict", ServedWorld.request, of: above).json["is_anomaly"] == .bool(false))
    }

    @Test func `takes the threshold of the answering detector when asked`() async throws {
        let json = try await world.post(
            "/predict", ServedWorld.weather, of: world.dependencies(threshold: .contamination)
        ).json
        #expect(json["threshold"]?["value"]?.double == world.models.weather.detector.anomalyThreshold)
        #expect(json["threshold"]?["source"] == .string("contamination"))
    }

    @Test func `never changes what is known of a station`() async throws {
        let before = try #require(world.weatherStore.history(of: "Berlin"))
        let first = try await world.post("/predict", ServedWorld.weather, headers: [.requestID: "a"])
        _ = try await world.post("/predict", ServedWorld.weather.replacing("Berlin", with: "Atlantis"))
        let second = try await world.post("/predict", ServedWorld.weather, headers: [.requestID: "a"])
        #expect(first.text == second.text)
        #expect(world.weatherStore.history(of: "Berlin") == before)
        #expect(world.weatherStore.stations == ["Berlin", "Mumbai", "Tokyo"])
    }

    @Test func `keeps every answer with what is needed to give it again`() async throws {
        let moment = TrainedModels.lastHour.advanced(hours: 1)
        let body = "[\(ServedWorld.request), \(ServedWorld.weather)]"
        let json = try await world.post("/predict", body, headers: [.requestID: "batch-7"]).json
        let records = world.records
        try #require(records.count == 2)
        let row = world.machineRow(of: [75.5, 0.42, 1450], at: moment)
        #expect(records[0].features.map(\.bitPattern) == row.map(\.bitPattern))
        #expect(records[0].requestID == "batch-7" && records[1].requestID == "batch-7")
        #expect(records[0].answeredAt == moment && records[0].observedAt == moment)
        #expect(records[0].station == "machine_001" && records[1].station == "Berlin")
        #expect(records[1].values == [18.5, 1012, 64, 3.5])
        #expect(records[1].anomalyScore == json[1]?["anomaly_score"]?.double)
        #expect(records[1].modelName == "anomaly-detection-model" && records[1].modelVersion == 1)
    }

    @Test func `keeps nothing of a refused request`() async throws {
        let bad = ServedWorld.weather.replacing("64", with: "640")
        #expect(try await world.post("/predict", "[\(ServedWorld.weather), \(bad)]").status == 422)
        #expect(world.records.isEmpty)
    }

    @Test func `answers 503 for readings of a schema without a model`() async throws {
        var dependencies = world.dependencies()
        dependencies.detectors.removeAll { $0.current?.features.schema == .machine }
        let refused = try await world.post("/predict", ServedWorld.request, of: dependencies)
        #expect(refused.status == 503)
        #expect(try refused.json["type"] == .string("urn:driftdetector:problem:model-unavailable"))
        #expect(try await world.post("/predict", ServedWorld.weather, of: dependencies).status == 200)
    }
}
