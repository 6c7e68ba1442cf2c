import HTTPTypes
import JSON
import Serving
import Testing

struct MalformedBodyTests {
    let world: ServedWorld

    init() throws { world = try ServedWorld() }

    @Test(
        arguments: MalformedBody.noJSON + MalformedBody.wrongNumbers + MalformedBody.wrongMembers
            + MalformedBody.wrongShapes)
    func `refuses with every place`(_ body: MalformedBody) async throws {
        let answer = try await world.ask(.post, "/predict", bytes: body.bytes, headers: [.requestID: "bad-1"])
        let json = try answer.json
        #expect(answer.status == body.status)
        #expect(try answer.issues == body.issues)
        #expect(answer.header("Content-Type") == "application/problem+json")
        #expect(json.names == ["type", "title", "status", "instance", "detail"])
        #expect(
            json["type"]
                == .string(
                    "urn:driftdetector:problem:" + (body.status == 400 ? "malformed-json" : "validation")))
        #expect(json["status"] == .integer(body.status))
        #expect(json["instance"] == .string("bad-1"))
        #expect(world.records.isEmpty)
    }

    @Test func `says in words what is allowed`() async throws {
        let body = ServedWorld.weather.replacing("64", with: "100.5")
        let json = try await world.post("/predict", body).json
        #expect(json["detail"]?[0]?["msg"] == .string("must be at most 100 %"))
        let tie = try await world.post("/predict", #"{"machine_id":"m"}"#).json
        #expect(
            tie["detail"]?[0]?["msg"]
                == .string(
                    "send all fields of weather (temperature, pressure, humidity, wind_speed) or of "
                        + "machine (temperature, vibration, rotation_speed)"))
        let nan = try await world.post("/predict", "{\n \"temperature\": NaN}").json
        #expect(
            nan["detail"]?[0]?["msg"]
                == .string("NaN is no JSON number (line 2, column 17)"))
    }

    @Test func `lists a thousand issues and counts the rest`() async throws {
        let rows = Array(repeating: "0", count: 1_500).joined(separator: ",")
        let json = try await world.post("/predict", "[\(rows)]").json
        #expect(json["detail"]?.elements?.count == 1_000)
        #expect(json["omitted"] == .integer(500))
    }
}
