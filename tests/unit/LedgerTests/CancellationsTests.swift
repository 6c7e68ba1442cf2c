import Ledger
import Readings
import Testing

struct CancellationsTests {
    private let open: OpenLedger
    private var ledger: LedgerDatabase { open.ledger }
    private let noon = OpenLedger.noon

    init() throws { open = try OpenLedger() }

    /// A person's wish, where the state is the moment at which a training began.
    private func cancel(_ reason: String = "anna") async throws -> TrainingCancellation? {
        try await ledger.cancelTraining(
            ofSchema: "weather", byPerson: reason, state: "loop",
            beginning: { $0.flatMap { Timestamp(iso8601: $0) } }, at: noon)
    }

    @Test func `where nothing is under way and nothing waits, nothing is asked`() async throws {
        _ = try await ledger.requestRetraining(ofSchema: "machine", byPerson: "ben", at: noon)
        #expect(try await cancel() == nil)
        #expect(try ledger.openRetrainingRequests().map(\.schema) == ["machine"])
    }

    @Test func `names the training under way and the requests that wait, over a restart`() async throws {
        try ledger.record([], states: ["loop": noon.description])
        let waiting = try await ledger.requestRetraining(ofSchema: "weather", byPerson: "ben", at: noon).id
        let made = try #require(try await cancel())
        #expect(made.isNew && made.training == noon && made.requests == [waiting])
        let kept = try #require(try open.reopened().openRetrainingRequests().last)
        #expect(kept.id == made.id && kept.detail == "anna" && kept.origin == .person)
        #expect(kept.purpose == .cancellation(of: noon))
        let again = try #require(try await cancel("carla"))
        #expect(!again.isNew && again.id == made.id)
    }

    @Test func `what was asked later, and what began later, needs another cancellation`() async throws {
        try ledger.record([], states: ["loop": noon.description])
        let first = try #require(try await cancel())
        // The same words as a cancellation's are a request of their own.
        let later = try await ledger.requestRetraining(ofSchema: "weather", byPerson: "anna", at: noon)
        #expect(later.isNew)
        let second = try #require(try await cancel())
        #expect(second.isNew && second.id > later.id && second.requests == [later.id])
        try ledger.record([], states: ["loop": noon.advanced(hours: 1).description])
        let third = try #require(try await cancel())
        #expect(third.isNew && third.training == noon.advanced(hours: 1) && third.id > second.id)
        #expect(first.id < second.id)
    }

    @Test func `requests are settled without a decision`() async throws {
        let request = try await ledger.requestRetraining(ofSchema: "weather", byPerson: "ben", at: noon).id
        try ledger.record([], states: [:], settling: ([request], noon))
        #expect(try ledger.openRetrainingRequests() == [])
        #expect(try ledger.decisions(limit: 10) == [])
    }
}
