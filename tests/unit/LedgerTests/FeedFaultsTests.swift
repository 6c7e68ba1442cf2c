import Ledger
import Readings
import Testing

struct FeedFaultsTests {
    private func fault(
        hours: Int = 0, station: String = "Oslo", cause: String = "offset", endedAfter hoursOpen: Int? = nil
    ) -> FeedFaultRecord {
        let found = OpenLedger.noon.advanced(hours: hours)
        return FeedFaultRecord(
            schema: "weather", station: station, sensor: "temperature", cause: cause,
            onset: found.advanced(hours: -40), foundAt: found, endedAt: hoursOpen.map { found.advanced(hours: $0) },
            sentence: "temperature of \(station): \(cause)", payload: #"{"station":"\#(station)"}"#)
    }

    private func record(
        _ faults: [FeedFaultRecord], in ledger: LedgerDatabase, hours: Int = 1, judgedFrom: Int = -1_000
    ) throws -> [String] {
        try ledger.record(
            faults, ofSchema: "weather", judgedFrom: OpenLedger.noon.advanced(hours: judgedFrom),
            at: OpenLedger.noon.advanced(hours: hours), telling: true
        ).map { "\($0.fault.station) \($0.change)" }
    }

    private func told(_ ledger: LedgerDatabase) throws -> [String] {
        try ledger.dueDeliveries(at: OpenLedger.noon.advanced(hours: 10_000), limit: 10).map(\.kind)
    }

    @Test func `a fault is told once when it begins and once when it ends, also by two that judge`() throws {
        let open = try OpenLedger()
        let other = try open.reopened()
        #expect(try record([fault()], in: open.ledger) == ["Oslo begun"])
        #expect(try record([fault()], in: other) == [])
        #expect(try record([fault(cause: "scale")], in: open.ledger) == [])
        let ended = fault(cause: "scale", endedAfter: 20)
        #expect(try record([ended], in: other, hours: 30) == ["Oslo ended"])
        #expect(try record([ended], in: open.ledger, hours: 30) == [])
        #expect(try told(open.ledger) == ["feed.fault", "feed.recovered"])
        #expect(try open.ledger.feedFaults(ofSchema: "weather", since: OpenLedger.noon) == [ended])
    }

    @Test func `a fault that is found at another hour after readings came late is the same one`() throws {
        let open = try OpenLedger()
        #expect(try record([fault()], in: open.ledger) == ["Oslo begun"])
        #expect(try record([fault(hours: 2), fault(hours: 1, station: "Rome")], in: open.ledger) == ["Rome begun"])
        #expect(try record([fault(hours: 3), fault(hours: 1, station: "Rome")], in: open.ledger) == [])
        let ended = fault(hours: 2, endedAfter: 10)
        #expect(try record([ended, fault(hours: 1, station: "Rome")], in: open.ledger, hours: 20) == ["Oslo ended"])
        #expect(try record([ended, fault(hours: 1, station: "Rome")], in: open.ledger, hours: 21) == [])
        let kept = try open.ledger.feedFaults(ofSchema: "weather", since: OpenLedger.noon)
        #expect(kept.map(\.station) == ["Oslo", "Rome"])
        #expect(
            kept[0].foundAt == OpenLedger.noon && kept[0].onset == fault().onset && kept[0].endedAt == ended.endedAt)
    }

    @Test func `history is kept and is no news`() throws {
        let open = try OpenLedger()
        let old = [fault(hours: -500, station: "Rome", endedAfter: 30), fault(hours: -400, station: "Oslo")]
        #expect(try record(old, in: open.ledger) == [])
        #expect(try told(open.ledger) == [])
        #expect(try open.ledger.feedFaults(ofSchema: "weather", since: Timestamp(milliseconds: 0)) == old)
    }

    @Test func `a fault that has become part of what is trusted ends where judging begins`() throws {
        let open = try OpenLedger()
        _ = try record([fault()], in: open.ledger)
        #expect(try record([], in: open.ledger, hours: 20, judgedFrom: 10) == ["Oslo ended"])
        let faults = try open.ledger.feedFaults(ofSchema: "weather", since: OpenLedger.noon)
        #expect(faults.map(\.endedAt) == [OpenLedger.noon.advanced(hours: 10)])
    }

    @Test func `schemas know nothing of each other, and what is over is left out`() throws {
        let open = try OpenLedger()
        _ = try record([fault(endedAfter: 5)], in: open.ledger)
        #expect(try open.ledger.feedFaults(ofSchema: "machine", since: OpenLedger.noon).isEmpty)
        #expect(
            try open.ledger.feedFaults(ofSchema: "weather", since: OpenLedger.noon.advanced(hours: 6)).isEmpty)
    }
}
