import FeatureStore
import Testing

struct CircuitBreakerTests {
    @Test func `is probed at growing distances`() {
        var breaker = CircuitBreaker()
        #expect(breaker.probeWait(at: 0) == 0)
        let hasOpened = breaker.failed("a", at: 1_000)
        #expect(hasOpened)
        var now: Int64 = 1_000
        var waits: [Int64] = []
        for _ in 0..<7 {
            let wait = breaker.probeWait(at: now)
            waits.append(wait)
            #expect(breaker.probeWait(at: now + wait - 1) == 1)
            now += wait
            let hasOpened = breaker.failed("b", at: now, isProbe: true)
            #expect(!hasOpened)
        }
        #expect(waits == [100, 200, 400, 800, 1_600, 2_000, 2_000])
        #expect(breaker.failure?.reason == "b" && breaker.failure?.since == 1_000)
        let away = (breaker.recovered(at: now), breaker.recovered(at: now))
        #expect(away.0 == now - 1_000 && away.1 == nil && !breaker.isOpen)
    }

    @Test func `a request that fails while it is open changes no distance`() {
        var breaker = CircuitBreaker()
        let openings = (0..<1_000).filter { _ in breaker.failed("a", at: 10) }
        #expect(openings == [0])
        #expect(breaker.probeWait(at: 20) == 90)
    }

    @Test func `one that fails again soon after it was found goes on with its distances`() {
        var breaker = CircuitBreaker()
        var now: Int64 = 0
        var waits: [Int64] = []
        for _ in 0..<6 {
            _ = breaker.failed("a", at: now)
            let wait = breaker.probeWait(at: now)
            waits.append(wait)
            now += wait
            _ = breaker.recovered(at: now)
            now += 1
        }
        #expect(waits == [100, 200, 400, 800, 1_600, 2_000])
        now += CircuitBreaker.relapse
        _ = breaker.failed("a", at: now)
        #expect(breaker.probeWait(at: now) == 100)
    }
}
