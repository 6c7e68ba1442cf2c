import HTTPTypes
import Hummingbird
import HummingbirdTesting
import JSON
import Prometheus
import Serving
import Testing

struct MetricsRoutesTests {
    let world: ServedWorld

    init() throws { world = try ServedWorld() }

    private func samples(of answer: Answer) -> [Substring] {
        answer.text.split(separator: "\n").filter { !$0.hasPrefix("#") }
    }

    @Test func `counts every request to predict once and every anomaly`() async throws {
        let all = world.dependencies(threshold: .fixed(0))
        let none = world.dependencies(threshold: .fixed(1))
        _ = try await world.post("/predict", ServedWorld.request, of: all)
        _ = try await world.post("/predict", "[\(ServedWorld.request),\(ServedWorld.weather)]", of: all)
        _ = try await world.post("/predict", ServedWorld.request, of: none)
        _ = try await world.post("/predict", "{", of: all)
        _ = try await world.ask(.get, "/predict", of: all)
        _ = try await world.post("/forecast", #"{"machine_id":"Tokyo"}"#, of: all)
        let answer = try await world.ask(.get, "/metrics")
        #expect(answer.status == 200)
        #expect(answer.header("Content-Type") == TextExposition.contentType)
        let samples = samples(of: answer)
        #expect(samples.contains("inference_requests_total 4"))
        #expect(samples.contains("anomalies_detected_total 3"))
        #expect(samples.contains("inference_request_duration_seconds_count 4"))
    }

    @Test func `serves measurements alone on a port of their own`() async throws {
        let exposition = Exposition(contentType: "text/plain") { "up 1\n" }
        let api = try MetricsAPI(
            exposition: exposition, configuration: ServingConfiguration(port: 0), logger: world.log.logger)
        try await api.application().test(.live) { client in
            let metrics = try await Answer(client.execute(uri: "/metrics", method: .get))
            #expect(metrics.status == 200)
            #expect(metrics.text == "up 1\n")
            #expect(try await Answer(client.execute(uri: "/predict", method: .post)).status == 404)
        }
    }
}
