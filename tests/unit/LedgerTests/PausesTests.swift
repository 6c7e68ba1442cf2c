import Ledger
import Readings
import Testing

struct PausesTests {
    private let open: OpenLedger
    private var ledger: LedgerDatabase { open.ledger }
    private let now = OpenLedger.noon

    init() throws { open = try OpenLedger() }

    @Test func `a pause holds until its end, in other processes too`() throws {
        try ledger.pause("a", until: now.advanced(minutes: 10), reason: "too many")
        let pause = try #require(try open.reopened().pause(of: "a", at: now))
        #expect(pause.until == now.advanced(minutes: 10))
        #expect(pause.reason == "too many")
        #expect(try ledger.pause(of: "a", at: now.advanced(minutes: 10)) == nil)
        #expect(try ledger.pause(of: "b", at: now) == nil)
    }

    @Test func `a shorter pause does not cut a longer one`() throws {
        try ledger.pause("a", until: now.advanced(minutes: 10), reason: "long")
        try ledger.pause("a", until: now.advanced(minutes: 5), reason: "short")
        #expect(try ledger.pause(of: "a", at: now)?.reason == "long")
    }

    @Test func `a pause from a clock that has been set back since does not count`() throws {
        try ledger.pause("a", until: now.advanced(hours: 24 * 30), reason: "of another time")
        #expect(try ledger.pause(of: "a", at: now) == nil)
    }
}
