import Ingestion
import Readings
import Testing

struct WorldClockTests {
    private let origin = Timestamp(milliseconds: 1_767_268_800_000)

    @Test func `a faster world's hours pass in less real time`() {
        let scale = ClockScale(realOrigin: origin, worldOrigin: origin.advanced(hours: -100), scale: 72_000)
        let clock = WorldClock(scale: scale) { Timestamp(milliseconds: origin.milliseconds + 50) }
        #expect(clock.now == origin.advanced(hours: -99))
        #expect(clock.realDuration(ofMilliseconds: 3_600_000) == .milliseconds(50))
        #expect(clock.isVirtual)
    }

    @Test func `the real clock is taken as it is`() {
        let clock = WorldClock { origin }
        #expect(clock.now == origin)
        #expect(clock.realDuration(ofMilliseconds: 1_500) == .milliseconds(1_500))
        #expect(!clock.isVirtual)
    }

    @Test func `a moment that has passed is not waited for`() async throws {
        let clock = WorldClock { origin }
        try await clock.sleep(until: origin)
        try await clock.sleep(until: origin.advanced(hours: -1))
    }
}
