import Ledger
import Registry
import Serving
import Testing

struct AnswerTallyTests {
    private struct Failure: Error {}

    private let world: ServedWorld

    init() throws { world = try ServedWorld() }

    @Test func `each row that a version is asked about counts, by version`() async throws {
        let dependencies = world.dependencies()
        let body = "[\(ServedWorld.request),\(ServedWorld.weather),\(ServedWorld.request)]"
        #expect(try await world.post("/predict", body, of: dependencies).status == 200)
        #expect(try await world.post("/forecast", #"{"machine_id":"Berlin"}"#, of: dependencies).status == 200)
        // What never reaches a model is none of its answers.
        #expect(try await world.post("/predict", "{}", of: dependencies).status == 422)
        #expect(
            dependencies.tally.take() == [
                VersionAnswers(model: "anomaly-detection-model", version: 1, answers: 1, failures: 0),
                VersionAnswers(model: "anomaly-detection-model-machine", version: 1, answers: 2, failures: 0),
                VersionAnswers(model: "weather-forecast-model", version: 1, answers: 1, failures: 0),
            ])
        #expect(dependencies.tally.take() == [])
    }

    @Test func `an answer that fails is counted as a failure and thrown on`() {
        let (tally, version) = (AnswerTally(), world.models.machine.version)
        #expect(throws: Failure.self) { try tally.counting(version) { throw Failure() } }
        #expect(tally.counting(version) { 7 } == 7)
        let counted = VersionAnswers(model: version.name, version: version.number, answers: 2, failures: 1)
        #expect(tally.take() == [counted])
        // What could not be kept is counted again.
        tally.add(counted)
        tally.add(counted)
        #expect(tally.take().map(\.failures) == [2])
    }
}
