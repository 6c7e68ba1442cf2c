import Foundation
import Ledger
import Readings
import TestSupport
import Testing

/// Alerts that the running program takes in, and events that it tells.
@Suite(.timeLimit(.minutes(10)))
struct AlertsTests {
    private static let firing = """
        {"version": "4", "status": "firing", "alerts": [{"status": "firing", "fingerprint": "6a865f67b93e51ef", \
        "labels": {"alertname": "DataDrift", "schema": "machine", "action": "retrain"}, "annotations": {}, \
        "startsAt": "2026-11-23T05:09:48.523456789Z", "endsAt": "0001-01-01T00:00:00Z"}]}
        """

    private func now() -> Timestamp { Timestamp(milliseconds: Int64(Date().timeIntervalSince1970 * 1_000)) }

    @Test func `an alert that was answered is recorded, also when the program is killed, and asks once`() async throws {
        let scratch = try await QuickstartDirectory.copy()
        let data = scratch.file("data")
        let before = try LedgerDatabase(dataDirectory: data).openRetrainingRequests()
        var served = try await ServedProgram(data)
        let first = try await served.post("/alerts", Self.firing)
        #expect(first.status == 202)
        #expect(try first.object["recorded"] as? Int == 1)
        try await served.kill()
        served = try await ServedProgram(data)
        #expect(try await served.post("/alerts", Self.firing).object["repeated"] as? Int == 1)
        #expect(try await served.get("/alerts").contains(#""times_received":2"#))
        #expect(try await served.stop().status == 0)
        let requests = try LedgerDatabase(dataDirectory: data).openRetrainingRequests().filter { !before.contains($0) }
        #expect(requests.map(\.origin) == [.alert])
        #expect(requests.map(\.schema) == ["machine"])
    }

    @Test func `an event waits over a kill until its receiver is there, and no log has a secret`() async throws {
        let scratch = try await QuickstartDirectory.copy()
        let data = scratch.file("data")
        let ledger = try LedgerDatabase(dataDirectory: data)
        let id = try ledger.queueDelivery(kind: "drift.detected", payload: #"{"schema":"weather"}"#, at: now())
        let away = try FreePort.find()
        let first = try await ServedProgram(
            data,
            environment: [
                "DRIFT_WEBHOOK_URL": "http://me:very-secret-word@127.0.0.1:\(away)/very-secret-path?key=very-secret",
                "DRIFT_WEBHOOK_SECRET": "very-secret",
            ])
        let refused = try await waited(for: id, in: ledger) { $0.attempts > 0 }
        #expect(refused.deliveredAt == nil && refused.nextAttemptAt != nil)
        #expect(try await first.get("/metrics").contains(#"webhook_deliveries_total{outcome="given_up"} 0"#))
        first.program.signal(SIGKILL)
        #expect(try await !first.program.end().errors.contains("very-secret"))

        let receiver = try await FixedReplyServer.start(reply: "HTTP/1.1 204 No Content\r\n\r\n")
        let second = try await ServedProgram(
            data, environment: ["DRIFT_WEBHOOK_URL": "http://127.0.0.1:\(receiver.port)/hook"])
        let delivered = try await waited(for: id, in: ledger) { $0.deliveredAt != nil }
        #expect(delivered.attempts >= 2)
        #expect(try await second.stop().status == 0)
        try await receiver.stop()
    }

    /// The delivery once it is as wanted; the suite's time limit bounds the wait.
    private func waited(
        for id: String, in ledger: LedgerDatabase, until isWanted: (QueuedDelivery) -> Bool
    ) async throws -> QueuedDelivery {
        while true {
            let delivery = try #require(try ledger.delivery(id))
            if isWanted(delivery) { return delivery }
            await Task.yield()
        }
    }
}
