import Pipeline
import Readings
import Testing

struct DeliveryScheduleTests {
    private let schedule = DeliverySchedule(firstWaitSeconds: 5, longestWaitSeconds: 60, lifetimeSeconds: 3_600)
    private let noon = Timestamp(milliseconds: 1_767_268_800_000)

    private func after(_ seconds: Int64) -> Timestamp { Timestamp(milliseconds: noon.milliseconds + seconds * 1_000) }

    private func verdict(_ outcome: DeliveryOutcome, failures: Int = 0, now: Int64 = 0) -> DeliverySchedule.Verdict {
        schedule.verdict(on: outcome, afterFailures: failures, createdAt: noon, now: after(now))
    }

    @Test(arguments: [200, 201, 202, 204, 299])
    func `a success is done`(status: Int) {
        #expect(verdict(.answered(status: status), failures: 7) == .delivered)
    }

    @Test(arguments: [408, 429, 500, 502, 503, 504, 599])
    func `what may be better later is tried again`(status: Int) {
        #expect(
            verdict(.answered(status: status)) == .retried(at: after(5), reason: "the receiver answered \(status)"))
    }

    @Test func `no answer is tried again`() {
        #expect(verdict(.unreachable("no route")) == .retried(at: after(5), reason: "no route"))
    }

    @Test(arguments: [100, 400, 401, 403, 404, 410, 422])
    func `what would be the same again is given up`(status: Int) {
        #expect(verdict(.answered(status: status)) == .givenUp(reason: "the receiver answered \(status)"))
    }

    @Test(arguments: [301, 302, 307, 308])
    func `a redirect is not followed`(status: Int) {
        #expect(
            verdict(.answered(status: status))
                == .givenUp(reason: "the receiver answered \(status), and redirects are not followed"))
    }

    @Test(arguments: [(0, 5), (1, 10), (2, 20), (3, 40), (4, 60), (5, 60), (1_000, 60), (-1, 5)])
    func `waits double up to the longest`(failures: Int, seconds: Int) {
        #expect(
            verdict(.unreachable("x"), failures: failures) == .retried(at: after(Int64(seconds)), reason: "x"))
    }

    @Test(arguments: [(0, 5), (4, 5), (30, 30), (7_200, 60), (-9, 5), (.max, 60)])
    func `the receiver's wish is heard within the longest wait`(asked: Int, seconds: Int) {
        #expect(
            verdict(.answered(status: 503, retryAfterSeconds: asked))
                == .retried(at: after(Int64(seconds)), reason: "the receiver answered 503"))
    }

    @Test func `what would come too late is given up`() {
        #expect(verdict(.unreachable("x"), failures: 9, now: 3_539) == .retried(at: after(3_599), reason: "x"))
        #expect(verdict(.unreachable("x"), failures: 9, now: 3_540) == .givenUp(reason: "x, for too long"))
        #expect(verdict(.answered(status: 200), now: 9_999) == .delivered)
    }

    @Test func `a day of failures is some thirty attempts`() {
        let schedule = DeliverySchedule()
        var (now, attempts) = (noon, 0)
        while case .retried(let next, _) = schedule.verdict(
            on: .unreachable("x"), afterFailures: attempts, createdAt: noon, now: now)
        {
            attempts += 1
            now = next
        }
        #expect(attempts == 32)
    }
}
