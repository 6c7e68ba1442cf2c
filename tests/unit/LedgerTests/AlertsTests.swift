import Ledger
import Readings
import Testing

struct AlertsTests {
    private let open: OpenLedger
    private var ledger: LedgerDatabase { open.ledger }
    private let noon = OpenLedger.noon

    init() throws { open = try OpenLedger() }

    private func alert(
        _ status: AlertStatus = .firing, fingerprint: String = "6a865f67b93e51ef", minutes: Int64 = 0,
        schema: String? = "weather"
    ) -> ReceivedAlert {
        let startsAt = noon.advanced(minutes: minutes)
        return ReceivedAlert(
            fingerprint: fingerprint, startsAt: startsAt,
            endsAt: status == .resolved ? startsAt.advanced(minutes: 9) : nil, name: "DataDrift", status: status,
            labels: #"{"alertname":"DataDrift"}"#, annotations: "{}", retrainingSchema: schema)
    }

    private func receipt(recorded: Int = 0, repeated: Int = 0, resolved: Int = 0, requested: Int = 0) -> AlertReceipt {
        var receipt = AlertReceipt()
        (receipt.recorded, receipt.repeated) = (recorded, repeated)
        (receipt.resolved, receipt.requested) = (resolved, requested)
        return receipt
    }

    @Test func `a new firing alert is recorded and asks once`() async throws {
        #expect(try await ledger.record([alert()], at: noon) == receipt(recorded: 1, requested: 1))
        #expect(try await ledger.record([alert()], at: noon.advanced(minutes: 5)) == receipt(repeated: 1))
        let ledger = try open.reopened()
        let records = try await ledger.recordedAlerts(limit: 10)
        let record = try #require(records.first)
        #expect(records.count == 1)
        #expect(record.alert == alert())
        #expect(record.timesReceived == 2)
        #expect(record.firstReceivedAt == noon)
        #expect(record.lastReceivedAt == noon.advanced(minutes: 5))
        let request = try #require(try ledger.openRetrainingRequests().first)
        #expect(try ledger.openRetrainingRequests().count == 1)
        #expect(request.id == record.requestID)
        #expect(request.origin == .alert)
        #expect(request.schema == "weather")
        #expect(request.detail == "alert DataDrift, fingerprint 6a865f67b93e51ef")
    }

    @Test func `an alert that has ended marks its record and asks for nothing`() async throws {
        _ = try await ledger.record([alert()], at: noon)
        #expect(try await ledger.record([alert(.resolved)], at: noon.advanced(minutes: 9)) == receipt(resolved: 1))
        let record = try #require(try await ledger.recordedAlerts(limit: 10).first)
        #expect(record.alert == alert(.resolved))
        #expect(try ledger.openRetrainingRequests().count == 1)
    }

    @Test func `an unknown alert that has ended is recorded and asks for nothing`() async throws {
        #expect(try await ledger.record([alert(.resolved)], at: noon) == receipt(resolved: 1))
        #expect(try await ledger.recordedAlerts(limit: 10).map(\.alert.status) == [.resolved])
        #expect(try ledger.openRetrainingRequests() == [])
    }

    @Test func `an alert that only tells is recorded and asks for nothing`() async throws {
        #expect(try await ledger.record([alert(schema: nil)], at: noon) == receipt(recorded: 1))
        #expect(try await ledger.recordedAlerts(limit: 10).map(\.requestID) == [nil])
        #expect(try ledger.openRetrainingRequests() == [])
    }

    @Test func `an alert that fires anew is another record, and its open request stands`() async throws {
        _ = try await ledger.record([alert()], at: noon)
        _ = try await ledger.record([alert(.resolved)], at: noon.advanced(minutes: 9))
        #expect(try await ledger.record([alert(minutes: 20)], at: noon.advanced(minutes: 20)) == receipt(recorded: 1))
        #expect(try await ledger.recordedAlerts(limit: 10).map(\.alert.startsAt) == [noon.advanced(minutes: 20), noon])
        #expect(try ledger.openRetrainingRequests().count == 1)
    }

    @Test func `alerts that come together are taken in their order`() async throws {
        let alerts = [alert(), alert(), alert(fingerprint: "b"), alert(.resolved)]
        #expect(
            try await ledger.record(alerts, at: noon) == receipt(recorded: 2, repeated: 1, resolved: 1, requested: 2))
        #expect(try await ledger.recordedAlerts(limit: 1).map(\.alert.fingerprint) == ["b"])
    }

    @Test func `the table is bounded`() async throws {
        let alerts = (0...LedgerDatabase.alertLimit).map { alert(fingerprint: "\($0)", schema: nil) }
        _ = try await ledger.record(alerts, at: noon)
        let records = try await ledger.recordedAlerts(limit: LedgerDatabase.alertLimit + 10)
        #expect(records.count == LedgerDatabase.alertLimit)
        #expect(records.last?.alert.fingerprint == "1")
    }
}
