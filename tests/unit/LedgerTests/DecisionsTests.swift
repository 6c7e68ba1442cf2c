import Ledger
import Readings
import Testing

struct DecisionsTests {
    private let open: OpenLedger
    private var ledger: LedgerDatabase { open.ledger }
    private let noon = OpenLedger.noon

    init() throws { open = try OpenLedger() }

    private func decision(
        _ verdict: String = "watch", hours: Int = 0, requests: [Int64] = [], reasons: [String] = ["inputs_moved"],
        model: String? = nil, version: Int? = nil, sentence: String = "Inputs have moved."
    ) -> DecisionRecord {
        DecisionRecord(
            moment: noon.advanced(hours: hours), schema: "weather", model: model, version: version, verdict: verdict,
            reasons: reasons, sentence: sentence, inputs: #"{"ratio":1.05}"#, requests: requests)
    }

    private func ask(_ detail: String, schema: String = "weather") async throws -> (id: Int64, isNew: Bool) {
        try await ledger.requestRetraining(ofSchema: schema, byPerson: detail, at: noon)
    }

    @Test func `decisions come back whole, the newest first, after the file was opened anew`() async throws {
        let request = try await ask("anna: a new sensor").id
        let first = decision(reasons: ["inputs_moved", "skill_kept"], sentence: "Steady, \"as ever\"; 5 °C.")
        let second = decision("retrain", hours: 1, requests: [request], reasons: ["person_asked"])
        let third = decision("promoted", hours: 2, reasons: [], model: "weather-forecast-model", version: 4)
        try ledger.record([first, second], states: [:])
        try ledger.record([third], states: [:])
        #expect(try open.reopened().decisions(limit: 10) == [third, second, first])
        #expect(try ledger.decisions(limit: 2) == [third, second])
        #expect(try ledger.decisions(limit: 10, since: noon.advanced(hours: 1)) == [third, second])
        #expect(try ledger.decisions(limit: 10, since: noon.advanced(hours: 3)) == [])
    }

    @Test func `a decision settles the requests that it answers, and a second one takes none from it`() async throws {
        let requests = [try await ask("anna").id, try await ask("ben").id, try await ask("carla").id]
        try ledger.record([decision("retrain", requests: [requests[0], requests[2]])], states: [:])
        #expect(try ledger.openRetrainingRequests().map(\.id) == [requests[1]])
        try ledger.record([decision("watch", hours: 1, requests: requests)], states: [:])
        #expect(try ledger.openRetrainingRequests() == [])
        #expect(try ledger.decisions(limit: 10).map(\.requests) == [[requests[1]], [requests[0], requests[2]]])
    }

    @Test func `of decisions that fall together the first answers`() async throws {
        let request = try await ask("anna").id
        try ledger.record(
            [decision("quarantine"), decision("retrain", requests: [request]), decision("watch", requests: [request])],
            states: [:])
        #expect(try ledger.decisions(limit: 10).map(\.requests) == [[], [request], []])
        #expect(try ledger.decisions(limit: 10).map(\.verdict) == ["watch", "retrain", "quarantine"])
    }

    @Test func `a request that is not there is answered by nobody`() throws {
        try ledger.record([decision(requests: [77])], states: [:])
        #expect(try ledger.decisions(limit: 10).map(\.requests) == [[]])
    }

    @Test func `states are kept by name, the last one of each`() throws {
        #expect(try ledger.loopState("weather") == nil)
        try ledger.record([], states: ["weather": #"{"failures":1}"#, "machine": "{}"])
        try ledger.record([decision()], states: ["weather": #"{"failures":2}"#])
        let reopened = try open.reopened()
        #expect(try reopened.loopState("weather") == #"{"failures":2}"#)
        #expect(try reopened.loopState("machine") == "{}")
        #expect(try reopened.loopState("Weather") == nil)
        #expect(try reopened.decisions(limit: 10) == [decision()])
    }

    @Test func `another process sees a decision, its state and its answer together or not at all`() async throws {
        let rounds = 100
        for round in 0..<rounds { _ = try await ask("round \(round)") }
        let reader = try open.reopened()
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { [ledger, noon] in
                for round in 0..<rounds {
                    let decision = DecisionRecord(
                        moment: noon.advanced(hours: round), schema: "weather", verdict: "watch", reasons: [],
                        sentence: "", inputs: "{}", requests: [Int64(round) + 1])
                    try ledger.record([decision], states: ["weather": "\(round + 1)"])
                }
            }
            group.addTask {
                // What is read second must never be older than what was read first, in any order.
                let figures: [() throws -> Int] = [
                    { try reader.loopState("weather").flatMap(Int.init) ?? 0 },
                    { try reader.decisions(limit: rounds).count },
                    { rounds - (try reader.openRetrainingRequests().count) },
                ]
                for look in 0..<300 {
                    let first = try figures[look % 3]()
                    let second = try figures[(look + (look % 2 == 0 ? 1 : 2)) % 3]()
                    #expect(first <= second)
                }
            }
            try await group.waitForAll()
        }
        #expect(try reader.loopState("weather") == "\(rounds)")
        #expect(try reader.openRetrainingRequests() == [])
        #expect(try reader.decisions(limit: rounds).map(\.requests) == (1...Int64(rounds)).reversed().map { [$0] })
    }

    @Test func `what a person asks stands once while it is open`() async throws {
        let first = try await ask("anna: a new sensor")
        #expect(first.isNew)
        let again = try await ledger.requestRetraining(
            ofSchema: "weather", byPerson: "anna: a new sensor", at: noon.advanced(hours: 5))
        #expect(again.id == first.id && !again.isNew)
        let other = try await ask("ben")
        let machine = try await ask("anna: a new sensor", schema: "machine")
        #expect(other.isNew && machine.isNew)
        #expect(Set([first.id, other.id, machine.id]).count == 3)
        let requests = try open.reopened().openRetrainingRequests()
        #expect(requests.map(\.id) == [first.id, other.id, machine.id])
        #expect(requests.map(\.origin) == [.person, .person, .person])
        #expect(requests.map(\.schema) == ["weather", "weather", "machine"])
        #expect(requests.map(\.detail) == ["anna: a new sensor", "ben", "anna: a new sensor"])
        #expect(requests.map(\.askedAt) == [noon, noon, noon])
    }

    @Test func `what was answered can be asked again`() async throws {
        let first = try await ask("anna")
        try ledger.record([decision("retrain", requests: [first.id])], states: [:])
        let second = try await ask("anna")
        #expect(second.isNew && second.id > first.id)
        #expect(try ledger.openRetrainingRequests().map(\.id) == [second.id])
    }

    @Test func `a person's request and one of new readings stand beside each other`() async throws {
        #expect(
            try ledger.requestRetraining(ofSchema: "weather", readingCount: 1_200, threshold: 1_000, at: noon))
        _ = try await ask("anna")
        let requests = try ledger.openRetrainingRequests()
        #expect(requests.map(\.origin) == [.newReadings, .person])
        #expect(requests.map(\.readingCount) == [1_200, 1_200])
        try ledger.record([decision(requests: [requests[0].id])], states: [:])
        #expect(
            try ledger.requestRetraining(ofSchema: "weather", readingCount: 2_200, threshold: 1_000, at: noon))
        #expect(try ledger.openRetrainingRequests().map(\.origin) == [.person, .newReadings])
    }
}
