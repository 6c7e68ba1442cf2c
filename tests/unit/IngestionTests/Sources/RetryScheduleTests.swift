import Ingestion
import TestSupport
import Testing

struct RetryScheduleTests {
    @Test func `waits double, spread over their upper half, up to the longest`() {
        let schedule = RetrySchedule(attempts: 8, firstWait: 1_000, longestWait: 10_000)
        var randomness = SeededRandom(seed: 3)
        let longestWaits: [Int64] = [1_000, 2_000, 4_000, 8_000, 10_000, 10_000, 10_000]
        for (failures, longest) in zip(1..., longestWaits) {
            let waits = (0..<200).compactMap { _ in schedule.wait(afterFailures: failures, using: &randomness) }
            #expect(waits.count == 200)
            #expect(waits.allSatisfy { (longest / 2...longest + 1).contains($0) })
            #expect((waits.max() ?? 0) - (waits.min() ?? 0) > longest / 4)
        }
    }

    @Test func `gives up after the last attempt`() {
        var randomness = SeededRandom(seed: 3)
        let schedule = RetrySchedule(attempts: 3)
        #expect(schedule.wait(afterFailures: 2, using: &randomness) != nil)
        #expect(schedule.wait(afterFailures: 3, using: &randomness) == nil)
    }
}
