import HTTPTypes
import JSON
import Ledger
import Readings
import Serving
import TestSupport
import Testing

struct LoopRoutesTests {
    private static let moment = Timestamp(milliseconds: 1_767_268_800_000)

    private let world: ServedWorld
    private let scratch: ScratchDirectory
    private let ledger: LedgerDatabase
    private let token: HTTPFields = [.authorization: "Bearer open sesame"]

    init() throws {
        world = try ServedWorld()
        scratch = try ScratchDirectory()
        ledger = try LedgerDatabase(dataDirectory: scratch.path)
    }

    /// A service whose loop's state is the moment at which a training began.
    private var dependencies: ServingDependencies {
        var dependencies = world.dependencies()
        dependencies.token = "open sesame"
        let ledger = ledger
        dependencies.loop = LoopFace(
            decisions: { try ledger.decisions(limit: $0) },
            skill: { version in
                if let version, version > 1 { throw LoopFace.Refusal.unknown("there is no version \(version)") }
                return #"{"version":1}"#
            },
            request: { try await ledger.requestRetraining(ofSchema: $0, byPerson: $1, at: Self.moment) },
            cancel: { schema, reason in
                try await ledger.cancelTraining(
                    ofSchema: schema, byPerson: reason, state: schema,
                    beginning: { $0.flatMap { Timestamp(iso8601: $0) } }, at: Self.moment)
            },
            promote: { name, _ in throw LoopFace.Refusal.unknown("\(name): no such model") },
            rollBack: { _ in throw LoopFace.Refusal.conflict("no version was champion before") },
            approve: { _, _ in throw LoopFace.Refusal.unavailable("busy") })
        return dependencies
    }

    private func ask(_ method: HTTPRequest.Method, _ path: String, _ body: String? = nil) async throws -> Answer {
        try await world.ask(method, path, bytes: body.map { Array($0.utf8) }, headers: token, of: dependencies)
    }

    @Test func `a training under way is ended by whoever may start one`() async throws {
        try ledger.record([], states: ["machine": Self.moment.description])
        let request = try await ledger.requestRetraining(ofSchema: "machine", byPerson: "ben", at: Self.moment).id
        #expect(try await world.ask(.delete, "/retrain?schema=machine", of: dependencies).status == 401)
        let path = "/retrain?schema=machine&reason=wrong%20data"
        let answer = try await ask(.delete, path)
        #expect(answer.status == 202)
        let id = request + 1
        #expect(
            answer.text
                == #"{"request":\#(id),"new":true,"training_since":"2026-01-01T12:00:00Z","withdrawn":[\#(request)]}"#)
        #expect(try await ask(.delete, path).json["new"] == .bool(false))
        #expect(try ledger.openRetrainingRequests().map(\.detail) == ["ben", "wrong data"])
    }

    @Test func `where nothing is under way the answer says so, and nothing is asked`() async throws {
        let answer = try await ask(.delete, "/retrain")
        #expect(answer.status == 200)
        #expect(answer.text == #"{"request":null,"new":false,"training_since":null,"withdrawn":[]}"#)
        #expect(try ledger.openRetrainingRequests() == [])
    }

    @Test(
        arguments: [
            (HTTPRequest.Method.delete, "/retrain?schema=pump", nil, "literal_error"),
            (.delete, "/retrain?reason=", nil, "string_too_short"),
            (.delete, "/retrain?reason=a%0Ab", nil, "string_pattern_mismatch"),
            (.post, "/retrain", #"{"schema":"pump"}"#, "literal_error"),
            (.post, "/retrain", #"{"reason":""}"#, "string_too_short"),
            (.post, "/retrain", #"{"reason":7}"#, "string_type"),
            (.get, "/skill?version=0", nil, "int_type"), (.get, "/skill?version=newest", nil, "int_type"),
            (.get, "/decisions?limit=0", nil, "int_type"),
        ] as [(HTTPRequest.Method, String, String?, String)])
    func `what is wrong is told by its type`(
        method: HTTPRequest.Method, path: String, body: String?, type: String
    ) async throws {
        let answer = try await ask(method, path, body)
        #expect(answer.status == 422)
        #expect(try answer.json["detail"]?[0]?["type"] == .string(type))
        #expect(try ledger.openRetrainingRequests() == [])
    }

    @Test func `the skill is shown as it is given, of the champion or of a version`() async throws {
        for path in ["/skill", "/skill?version=1"] {
            let answer = try await ask(.get, path)
            #expect(answer.status == 200 && answer.text == #"{"version":1}"#)
            #expect(answer.header("Content-Type") == "application/json")
        }
    }

    @Test(arguments: [
        (HTTPRequest.Method.get, "/skill?version=2", 404, "unknown-model", "There is no such model or version"),
        (.post, "/models/none/promote", 404, "unknown-model", "There is no such model or version"),
        (.post, "/models/a/rollback", 409, "conflict", "This is not possible now"),
        (.post, "/models/a/approve", 503, "storage-unavailable", "Nothing can be stored now"),
    ])
    func `refusals are problems of their kind`(
        method: HTTPRequest.Method, path: String, status: Int, type: String, title: String
    ) async throws {
        let answer = try await ask(method, path, method == .get ? nil : #"{"version":1}"#)
        #expect(answer.status == status)
        #expect(try answer.json["type"] == .string("urn:driftdetector:problem:\(type)"))
        #expect(try answer.json["title"] == .string(title))
    }
}
