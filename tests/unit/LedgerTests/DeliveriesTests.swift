import Ledger
import Readings
import Testing

struct DeliveriesTests {
    private let open: OpenLedger
    private var ledger: LedgerDatabase { open.ledger }
    private let noon = OpenLedger.noon

    init() throws { open = try OpenLedger() }

    @Test func `what was queued is due at once, with the same id after the file was opened anew`() throws {
        let id = try ledger.queueDelivery(kind: "drift.detected", payload: #"{"schema":"weather"}"#, at: noon)
        #expect(try ledger.dueDeliveries(at: noon.advanced(minutes: -1), limit: 10) == [])
        let due = try open.reopened().dueDeliveries(at: noon, limit: 10)
        let delivery = try #require(due.first)
        #expect(due.count == 1)
        #expect(delivery.id == id)
        #expect(delivery.kind == "drift.detected")
        #expect(delivery.payload == #"{"schema":"weather"}"#)
        #expect(delivery.createdAt == noon)
        #expect(delivery.attempts == 0)
    }

    @Test func `a delivery that succeeded is not due again`() throws {
        let id = try ledger.queueDelivery(kind: "drift.detected", payload: "{}", at: noon)
        try ledger.markDelivered(id, at: noon.advanced(minutes: 1))
        #expect(try ledger.dueDeliveries(at: noon.advanced(hours: 48), limit: 10) == [])
        let delivery = try #require(try ledger.delivery(id))
        #expect(delivery.deliveredAt == noon.advanced(minutes: 1))
        #expect(delivery.attempts == 1)
    }

    @Test func `a delivery that failed waits for its next attempt, or for none`() throws {
        let id = try ledger.queueDelivery(kind: "drift.detected", payload: "{}", at: noon)
        try ledger.markFailed(id, error: "status 503", next: noon.advanced(minutes: 5))
        #expect(try ledger.dueDeliveries(at: noon.advanced(minutes: 4), limit: 10) == [])
        #expect(try ledger.dueDeliveries(at: noon.advanced(minutes: 5), limit: 10).map(\.attempts) == [1])
        try ledger.markFailed(id, error: "status 400", next: nil)
        #expect(try ledger.dueDeliveries(at: noon.advanced(hours: 48), limit: 10) == [])
        let delivery = try #require(try ledger.delivery(id))
        #expect(delivery.lastError == "status 400")
        #expect(delivery.deliveredAt == nil)
    }

    @Test func `events are delivered in their order, and no more than asked for`() throws {
        let ids = try (0..<3).map {
            try ledger.queueDelivery(kind: "drift.detected", payload: "{}", at: noon.advanced(minutes: -$0))
        }
        #expect(try ledger.dueDeliveries(at: noon, limit: 2).map(\.id) == Array(ids.prefix(2)))
    }

    @Test func `the table is bounded, and what is settled is forgotten before what waits`() throws {
        let waiting = try ledger.queueDelivery(kind: "drift.detected", payload: "{}", at: noon)
        let settled = try ledger.queueDelivery(kind: "drift.resolved", payload: "{}", at: noon)
        try ledger.markDelivered(settled, at: noon)
        for _ in 2..<LedgerDatabase.deliveryLimit {
            try ledger.queueDelivery(kind: "drift.detected", payload: "{}", at: noon)
        }
        #expect(try ledger.delivery(settled) != nil)
        try ledger.queueDelivery(kind: "drift.detected", payload: "{}", at: noon)
        #expect(try ledger.delivery(settled) == nil)
        #expect(try ledger.delivery(waiting) != nil)
        try ledger.queueDelivery(kind: "drift.detected", payload: "{}", at: noon)
        #expect(try ledger.delivery(waiting) == nil)
        #expect(try ledger.dueDeliveries(at: noon, limit: 2_000).count == LedgerDatabase.deliveryLimit)
    }
}
