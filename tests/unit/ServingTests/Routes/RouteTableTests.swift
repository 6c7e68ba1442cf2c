import HTTPTypes
import Hummingbird
import HummingbirdTesting
import JSON
import Logging
import Serving
import Testing

struct RouteTableTests {
    private struct Surprise: Error {}

    let world: ServedWorld

    init() throws { world = try ServedWorld() }

    @Test(arguments: ["/", "/predictions", "/predict/1", "/health/alive", "/%00", "//", "/🌦"])
    func `answers an unknown path with a problem`(_ path: String) async throws {
        let answer = try await world.ask(.get, path)
        #expect(answer.status == 404)
        #expect(answer.header("Content-Type") == "application/problem+json")
        #expect(try answer.json["type"] == .string("urn:driftdetector:problem:not-found"))
        #expect(try answer.json["detail"] == .string("there is nothing at \(path)"))
    }

    @Test(arguments: [
        (HTTPRequest.Method.get, "/predict", "POST"), (.delete, "/forecast", "POST"), (.put, "/health", "GET, HEAD"),
        (.post, "/metrics", "GET, HEAD"), (.options, "/predict/", "POST"),
    ])
    func `answers a wrong method with the right ones`(
        method: HTTPRequest.Method, path: String, allowed: String
    ) async throws {
        let answer = try await world.ask(method, path)
        #expect(answer.status == 405)
        #expect(answer.header("Allow") == allowed)
        #expect(try answer.json["type"] == .string("urn:driftdetector:problem:method-not-allowed"))
    }

    @Test func `answers HEAD without a body, also where there is nothing`() async throws {
        let health = try await world.ask(.head, "/health")
        #expect(health.status == 200)
        #expect(health.text.isEmpty)
        let nothing = try await world.ask(.head, "/nothing")
        #expect(nothing.status == 404)
        #expect(nothing.text.isEmpty)
        #expect(try await world.ask(.head, "/predict").status == 405)
    }

    @Test func `hides an unexpected error and logs it once`() async throws {
        let table = RouteTable([Route(.get, "/surprise") { _, _ in throw Surprise() }])
        let application = table.application(configuration: ServingConfiguration(), logger: world.log.logger)
        let answer = try await application.test(.router) { client in
            try await Answer(
                client.executeRequest(uri: "/surprise", method: .get, headers: [.requestID: "odd-1"], body: nil))
        }
        #expect(answer.status == 500)
        #expect(try answer.json["type"] == .string("urn:driftdetector:problem:internal-error"))
        #expect(!answer.text.contains("Surprise"))
        #expect(answer.header("X-Request-Id") == "odd-1")
        let errors = world.log.entries(.error)
        #expect(errors.count == 1)
        #expect(errors.first?.metadata["request_id"] == "odd-1")
        #expect(errors.first?.metadata["error"] == "Surprise()")
    }
}
