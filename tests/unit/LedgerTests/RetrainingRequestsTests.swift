import Ledger
import Readings
import Testing

struct RetrainingRequestsTests {
    private let open: OpenLedger
    private var ledger: LedgerDatabase { open.ledger }

    init() throws { open = try OpenLedger() }

    private func ask(_ count: Int, minutes: Int64 = 0) throws -> Bool {
        try ledger.requestRetraining(
            ofSchema: "weather", readingCount: count, threshold: 1_000, at: OpenLedger.noon.advanced(minutes: minutes))
    }

    @Test func `asks at the thousandth new reading and not before`() throws {
        #expect(try !ask(999))
        #expect(try ledger.openRetrainingRequests() == [])
        #expect(try ask(1_000))
        let request = try #require(try open.reopened().openRetrainingRequests().first)
        #expect(request.schema == "weather")
        #expect(request.origin == .newReadings)
        #expect(request.readingCount == 1_000)
        #expect(request.askedAt == OpenLedger.noon)
        #expect(request.detail == "1000 readings, 1000 of them since the last count")
    }

    @Test func `an open request is brought up to date, not repeated`() throws {
        #expect(try ask(1_000))
        #expect(try !ask(1_999))
        #expect(try !ask(2_000, minutes: 5))
        let requests = try ledger.openRetrainingRequests()
        #expect(requests.map(\.readingCount) == [2_000])
        #expect(requests.map(\.askedAt) == [OpenLedger.noon])
    }

    @Test func `what was there when the count began is not new`() throws {
        try ledger.beginCountingReadings(ofSchema: "weather", from: 26_115)
        #expect(try !ask(27_114))
        #expect(try ask(27_115))
        try ledger.beginCountingReadings(ofSchema: "weather", from: 0)
        #expect(try ledger.countedReadings(ofSchema: "weather") == 27_115)
    }

    @Test func `schemas are counted apart`() throws {
        #expect(try ask(1_000))
        #expect(try ledger.countedReadings(ofSchema: "machine") == 0)
    }
}
