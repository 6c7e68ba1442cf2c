import Dispatch
import Ledger
import Readings
import Synchronization
import Testing

struct CallsTests {
    private let open: OpenLedger
    private var ledger: LedgerDatabase { open.ledger }

    init() throws { open = try OpenLedger() }

    @Test func `counts calls up to the limit of the day and refuses the next one`() throws {
        for _ in 0..<3 { #expect(try ledger.countCall(to: "a", at: OpenLedger.noon, limit: 3)) }
        #expect(try !ledger.countCall(to: "a", at: OpenLedger.noon, limit: 3))
        #expect(try ledger.calls(to: "a", onDayOf: OpenLedger.noon) == 3)
    }

    @Test func `a limit of nothing admits no call`() throws {
        #expect(try !ledger.countCall(to: "a", at: OpenLedger.noon, limit: 0))
        #expect(try ledger.calls(to: "a", onDayOf: OpenLedger.noon) == 0)
    }

    @Test func `the count begins anew with the UTC day, and services are counted apart`() throws {
        let midnight = Timestamp(hourIndex: OpenLedger.noon.hourIndex + 12)
        let before = Timestamp(milliseconds: midnight.milliseconds - 1)
        #expect(try ledger.countCall(to: "a", at: before, limit: 1))
        #expect(try !ledger.countCall(to: "a", at: before, limit: 1))
        #expect(try ledger.countCall(to: "b", at: before, limit: 1))
        #expect(try ledger.countCall(to: "a", at: midnight, limit: 1))
        #expect(try ledger.callsByDay(to: "a").map(\.count) == [1, 1])
    }

    @Test func `a weight that does not fit any more is refused whole`() throws {
        #expect(try ledger.countCall(to: "a", at: OpenLedger.noon, limit: 10, weight: 8))
        #expect(try !ledger.countCall(to: "a", at: OpenLedger.noon, limit: 10, weight: 3))
        #expect(try ledger.countCall(to: "a", at: OpenLedger.noon, limit: 10, weight: 2))
        #expect(try !ledger.countCall(to: "b", at: OpenLedger.noon, limit: 10, weight: 11))
    }

    @Test func `a count outlives the process that made it`() throws {
        #expect(try ledger.countCall(to: "a", at: OpenLedger.noon, limit: 1))
        #expect(try !open.reopened().countCall(to: "a", at: OpenLedger.noon, limit: 1))
    }

    @Test func `two ledgers on one file never admit more than the limit together`() throws {
        let ledgers = [ledger, try open.reopened()]
        let admitted = Mutex(0)
        let failures = Mutex<[String]>([])
        DispatchQueue.concurrentPerform(iterations: 40) { index in
            do {
                if try ledgers[index % 2].countCall(to: "a", at: OpenLedger.noon, limit: 25) {
                    admitted.withLock { $0 += 1 }
                }
            } catch {
                failures.withLock { $0.append("\(error)") }
            }
        }
        #expect(failures.withLock { $0 } == [])
        #expect(admitted.withLock { $0 } == 25)
    }
}
