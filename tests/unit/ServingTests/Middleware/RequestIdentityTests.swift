import HTTPTypes
import JSON
import Logging
import Serving
import Testing

struct RequestIdentityTests {
    let world: ServedWorld

    init() throws { world = try ServedWorld() }

    @Test(arguments: ["7", "a/b:c?<>", String(repeating: "x", count: 64)])
    func `keeps the client's own name`(_ id: String) async throws {
        let answer = try await world.post("/predict", ServedWorld.request, headers: [.requestID: id])
        #expect(answer.header("X-Request-Id") == id)
        #expect(try answer.json["request_id"] == .string(id))
    }

    @Test(arguments: [nil, "", "a b", "a\tb", "ü", String(repeating: "x", count: 65)])
    func `gives a fresh name instead of a missing or unusable one`(_ id: String?) async throws {
        var headers: HTTPFields = [:]
        headers[.requestID] = id
        let answer = try await world.post("/predict", ServedWorld.request, headers: headers)
        let name = try #require(answer.header("X-Request-Id"))
        #expect(name.wholeMatch(of: #/[0-9a-f]{16}/#) != nil)
        #expect(try answer.json["request_id"] == .string(name))
        let other = try await world.post("/predict", ServedWorld.request, headers: headers)
        #expect(other.header("X-Request-Id") != name)
    }

    @Test(arguments: ["/health", "/metrics", "/nothing", "/predict"])
    func `names every answer`(_ path: String) async throws {
        #expect(try await world.ask(.get, path, headers: [.requestID: "q"]).header("X-Request-Id") == "q")
    }

    @Test func `writes a problem's instance as a URI reference`() async throws {
        let json = try await world.ask(.get, "/nothing", headers: [.requestID: "a:b/~1%"]).json
        #expect(json["instance"] == .string("a%3Ab%2F~1%25"))
    }

    @Test func `logs an access with its name at debug`() async throws {
        _ = try await world.post("/predict?x=1", ServedWorld.request, headers: [.requestID: "log-1"])
        let lines = world.log.entries(.debug).filter { $0.metadata["request_id"] == "log-1" }
        #expect(lines.map(\.message) == ["POST /predict 200"])
    }
}
