import Ledger
import Readings
import Testing

struct MissingHoursTests {
    private let open: OpenLedger
    private var ledger: LedgerDatabase { open.ledger }

    init() throws { open = try OpenLedger() }

    private func missing(_ station: String, _ hour: Int64, _ reason: String) -> MissingHour {
        MissingHour(station: station, hour: hour, reason: reason, notedAt: OpenLedger.noon)
    }

    @Test func `hours are kept by hour and station, the last reason of each`() throws {
        try ledger.note([missing("b", 7, "timed_out"), missing("a", 7, "timed_out"), missing("a", 6, "paused")])
        try ledger.note([missing("a", 7, "budget_spent")])
        #expect(
            try open.reopened().missingHours() == [
                missing("a", 6, "paused"), missing("a", 7, "budget_spent"), missing("b", 7, "timed_out"),
            ])
    }

    @Test func `a settled hour is forgotten, one that was never noted is no error`() throws {
        try ledger.note([missing("a", 7, "timed_out"), missing("b", 7, "timed_out")])
        try ledger.settle([(station: "a", hour: 7), (station: "c", hour: 9)])
        #expect(try ledger.missingHours().map(\.station) == ["b"])
    }
}
