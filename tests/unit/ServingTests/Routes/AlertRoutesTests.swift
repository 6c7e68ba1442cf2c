import Foundation
import HTTPTypes
import JSON
import Ledger
import Readings
import Serving
import TestSupport
import Testing

struct AlertRoutesTests {
    private static let startsAt = "2026-11-23T05:09:48.523Z"

    private let world: ServedWorld
    private let scratch: ScratchDirectory
    private let ledger: LedgerDatabase
    private let token: HTTPFields = [.authorization: "Bearer open sesame"]

    init() throws {
        world = try ServedWorld()
        scratch = try ScratchDirectory()
        ledger = try LedgerDatabase(dataDirectory: scratch.path)
    }

    private func dependencies(
        token: String? = "open sesame", failure: LedgerError? = nil
    ) -> ServingDependencies {
        var dependencies = world.dependencies()
        dependencies.token = token
        let (ledger, now) = (ledger, dependencies.now)
        dependencies.alerts = AlertAcceptance(
            record: { alerts async throws(LedgerError) in
                if let failure { throw failure }
                return try await ledger.record(alerts, at: now())
            },
            recorded: { limit async throws(LedgerError) in
                if let failure { throw failure }
                return try await ledger.recordedAlerts(limit: limit)
            })
        return dependencies
    }

    private func post(_ body: String) async throws -> Answer {
        try await world.post("/alerts", body, headers: token, of: dependencies())
    }

    private func fixture(_ name: String) throws -> String {
        try String(
            contentsOf: ProjectFiles.root.appending(path: "tests/fixtures/alertmanager/\(name).json"), encoding: .utf8)
    }

    /// A notification of one alert with these members.
    private static func notification(_ members: String) -> String { #"{"version":"4","alerts":[{\#(members)}]}"# }

    @Test func `records what Alertmanager sends, once, and asks for one retraining`() async throws {
        let firing = try fixture("firing")
        let first = try await post(firing)
        #expect(first.status == 202)
        #expect(first.text == #"{"received":1,"recorded":1,"repeated":0,"resolved":0}"#)
        #expect(try await post(firing).text == #"{"received":1,"recorded":0,"repeated":1,"resolved":0}"#)
        #expect(
            try await post(fixture("resolved")).text == #"{"received":1,"recorded":0,"repeated":0,"resolved":1}"#)
        let request = try #require(try ledger.openRetrainingRequests().first)
        #expect(try ledger.openRetrainingRequests().count == 1)
        #expect(request.origin == .alert)
        #expect(request.schema == "weather")
        #expect(request.detail == "alert FeatureDriftHigh, fingerprint 6a865f67b93e51ef")
        let listed = try await world.ask(.get, "/alerts", of: dependencies()).json
        let record = try #require(listed["alerts"]?[0])
        #expect(listed["alerts"]?.elements?.count == 1)
        #expect(record["alertname"] == .string("FeatureDriftHigh"))
        #expect(record["status"] == .string("resolved"))
        #expect(record["starts_at"] == .string(Self.startsAt))
        #expect(record["ends_at"]?.text?.hasPrefix("2026-11-23T05:") == true)
        #expect(record["times_received"] == .integer(3))
        #expect(record["labels"]?["feature"] == .string("temperature"))
        #expect(record["annotations"]?["summary"] == .string("PSI of temperature is 0.41"))
        #expect(record["retraining_request"] == .integer(Int(request.id)))
    }

    @Test func `an older Alertmanager, without fingerprint and count of truncated alerts, names the same alert`()
        async throws
    {
        let firing = try fixture("firing")
        let old = firing.replacing(",\n      \"fingerprint\": \"6a865f67b93e51ef\"", with: "")
            .replacing(",\n  \"truncatedAlerts\": 0", with: "")
        #expect(!old.contains("fingerprint") && !old.contains("truncatedAlerts"))
        #expect(try await post(old).json["recorded"] == .integer(1))
        #expect(try await post(firing).json["repeated"] == .integer(1))
    }

    @Test func `members of newer versions are ignored`() async throws {
        let body = try fixture("firing").replacing(
            "\"version\": \"4\"", with: #""notification_reason": "repeat", "routeLabels": {"a": [1]}, "version": "4""#)
        #expect(try await post(body).json["recorded"] == .integer(1))
    }

    @Test func `takes what Grafana sends, with any offset, and only records it`() async throws {
        #expect(try await post(fixture("grafana")).json["recorded"] == .integer(1))
        let record = try #require(try await ledger.recordedAlerts(limit: 1).first)
        #expect(record.alert.name == "High memory usage")
        #expect(record.alert.startsAt == Timestamp(iso8601: "2021-10-12T07:51:03.157Z"))
        #expect(record.alert.endsAt == nil)
        #expect(try ledger.openRetrainingRequests() == [])
    }

    @Test(arguments: [
        ("2026-11-23T05:09:48.523456789Z", startsAt), ("2026-11-23T10:39:48.523+05:30", startsAt),
        ("2026-11-22T21:09:48.523000001-08:00", startsAt), ("2026-11-23T05:09:48Z", "2026-11-23T05:09:48Z"),
    ])
    func `moments may have nanoseconds and any offset`(written: String, meant: String) async throws {
        _ = try await post(
            Self.notification(#""status":"firing","labels":{"alertname":"A"},"startsAt":"\#(written)""#))
        #expect(try await ledger.recordedAlerts(limit: 1).first?.alert.startsAt.description == meant)
    }

    @Test(
        arguments: [
            (#""action":"retrain","schema":"machine""#, "machine"),
            (#""action":"retrain","schema":"weather""#, "weather"),
            (#""action":"retrain""#, "weather"), (#""action":"retrain","schema":"other""#, "weather"),
            (#""action":"page","schema":"machine""#, nil), (#""severity":"critical""#, nil),
        ] as [(String, String?)])
    func `only an alert whose label says so asks, for the schema that it names`(
        labels: String, schema: String?
    ) async throws {
        _ = try await post(
            Self.notification(
                #""status":"firing","labels":{"alertname":"A",\#(labels)},"startsAt":"\#(Self.startsAt)""#))
        #expect(try ledger.openRetrainingRequests().map(\.schema) == (schema.map { [$0] } ?? []))
        #expect(try await ledger.recordedAlerts(limit: 9).count == 1)
    }

    @Test(
        arguments: [
            ("{", 400, [#"["body",1] json_invalid"#]),
            ("[]", 422, [#"["body"] dict_type"#]),
            ("{}", 422, [#"["body","version"] missing"#, #"["body","alerts"] missing"#]),
            (
                #"{"version":4,"status":"on","truncatedAlerts":-1,"alerts":{}}"#, 422,
                [
                    #"["body","version"] string_type"#, #"["body","status"] literal_error"#,
                    #"["body","truncatedAlerts"] int_type"#, #"["body","alerts"] list_type"#,
                ]
            ),
            (
                #"{"version":"3","alerts":[]}"#, 422,
                [#"["body","version"] literal_error"#, #"["body","alerts"] too_short"#]
            ),
            (
                #"{"version":"1","alerts":[]}"#, 422,
                [#"["body","version"] literal_error"#, #"["body","alerts"] too_short"#]
            ),
            (
                #"{"version":"4","alerts":[3,{}]}"#, 422,
                [
                    #"["body","alerts",0] dict_type"#, #"["body","alerts",1,"labels"] missing"#,
                    #"["body","alerts",1,"status"] missing"#, #"["body","alerts",1,"startsAt"] missing"#,
                ]
            ),
            (
                notification(
                    #""status":7,"labels":{"a":1},"annotations":[],"startsAt":"now","endsAt":5,"fingerprint":9"#), 422,
                [
                    #"["body","alerts",0,"labels","a"] string_type"#, #"["body","alerts",0,"annotations"] dict_type"#,
                    #"["body","alerts",0,"status"] string_type"#, #"["body","alerts",0,"startsAt"] datetime_parsing"#,
                    #"["body","alerts",0,"endsAt"] string_type"#, #"["body","alerts",0,"fingerprint"] string_type"#,
                ]
            ),
            (
                notification(
                    #""status":"firing","labels":{},"startsAt":"0001-01-01T00:00:00Z","fingerprint":"a\u0001""#),
                422,
                [
                    #"["body","alerts",0,"startsAt"] greater_than_equal"#,
                    #"["body","alerts",0,"fingerprint"] string_pattern_mismatch"#,
                ]
            ),
        ] as [(String, Int, [String])])
    func `says all that is wrong, and records nothing`(body: String, status: Int, issues: [String]) async throws {
        let answer = try await post(body)
        #expect(answer.status == status)
        #expect(try answer.issues == issues)
        #expect(try await ledger.recordedAlerts(limit: 1) == [])
    }

    @Test func `what is too long is refused`() async throws {
        let long = String(repeating: "x", count: 20_000)
        let member = #""status":"firing","startsAt":"\#(Self.startsAt)""#
        for (body, place) in [
            (Self.notification(#"\#(member),"labels":{"a":"\#(long)"}"#), "labels"),
            (Self.notification(#"\#(member),"labels":{},"annotations":{"a":"\#(long)"}"#), "annotations"),
            (Self.notification(#"\#(member),"labels":{},"fingerprint":"\#(long)""#), "fingerprint"),
        ] {
            let answer = try await post(body)
            #expect(answer.status == 422)
            #expect(try answer.issues == [#"["body","alerts",0,"\#(place)"] string_too_long"#])
        }
        let many = #"{"version":"4","alerts":[\#(Array(repeating: "0", count: 10_001).joined(separator: ","))]}"#
        #expect(try await post(many).issues == [#"["body","alerts"] too_long"#])
    }

    @Test func `an alert without a status of its own has that of the notification`() async throws {
        let body = #"{"version":"4","status":"resolved","alerts":[{"labels":{},"startsAt":"\#(Self.startsAt)"}]}"#
        #expect(try await post(body).json["resolved"] == .integer(1))
        #expect(try await ledger.recordedAlerts(limit: 1).first?.alert.name == "unnamed")
    }

    @Test func `needs the token where one is set, and this machine where none is`() async throws {
        let firing = try fixture("firing")
        #expect(try await world.post("/alerts", firing, of: dependencies()).status == 401)
        #expect(try await world.post("/alerts", firing, of: dependencies(token: nil)).status == 403)
        #expect(try await ledger.recordedAlerts(limit: 1) == [])
    }

    @Test(arguments: [LedgerError.Reason.busy, .full, .malformed("x")])
    func `asks to send again what the ledger cannot take`(reason: LedgerError.Reason) async throws {
        let failing = dependencies(failure: LedgerError(subject: "ledger.sqlite", reason: reason))
        let answer = try await world.post("/alerts", fixture("firing"), headers: token, of: failing)
        #expect(answer.status == 503)
        #expect(answer.header("Retry-After") == "10")
        #expect(try await world.ask(.get, "/alerts", of: failing).status == 503)
    }

    @Test func `without a ledger it asks to send again`() async throws {
        var dependencies = world.dependencies()
        dependencies.token = "open sesame"
        #expect(
            try await world.post("/alerts", fixture("firing"), headers: token, of: dependencies).status == 503)
    }

    @Test func `lists the newest first, as many as asked for`() async throws {
        for name in ["a", "b", "c"] {
            _ = try await post(
                Self.notification(
                    #""status":"firing","labels":{"alertname":"\#(name)"},"startsAt":"\#(Self.startsAt)""#))
        }
        let listed = try await world.ask(.get, "/alerts?limit=2", of: dependencies()).json
        #expect(listed["alerts"]?.elements?.map { $0["alertname"]?.text } == ["c", "b"])
        for limit in ["0", "-1", "x", "1001"] {
            #expect(try await world.ask(.get, "/alerts?limit=\(limit)", of: dependencies()).status == 422)
        }
    }
}
