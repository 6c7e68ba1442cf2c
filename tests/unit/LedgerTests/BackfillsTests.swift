import Ledger
import Readings
import Testing

struct BackfillsTests {
    @Test func `days are remembered by archive and station`() throws {
        let open = try OpenLedger()
        try open.ledger.markBackfilled(
            from: "archive", stations: ["a", "b"], days: 100...102, at: OpenLedger.noon)
        try open.ledger.markBackfilled(from: "archive", stations: ["a"], days: 102...103, at: OpenLedger.noon)
        let ledger = try open.reopened()
        #expect(try ledger.backfilledDays(from: "archive", station: "a", within: 101...200) == [101, 102, 103])
        #expect(try ledger.backfilledDays(from: "archive", station: "b", within: 0...101) == [100, 101])
        #expect(try ledger.backfilledDays(from: "other", station: "a", within: 0...200) == [])
    }
}
