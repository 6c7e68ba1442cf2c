import Pipeline
import Readings
import Testing

struct RetrainingSkillHoursTests {
    private static func seen(_ hour: Int, ratio: Double, newestOutcome: Int) -> RetrainingObservation {
        var seen = HourlyLooks.seen(hour, ratio: ratio)
        seen.skill?.newestOutcome = HourlyLooks.moment(newestOutcome).hourIndex
        return seen
    }

    @Test func `skill that nobody measures any more turns no key`() {
        var loop = HourlyLooks(RetrainingRules(policies: [.twoKey]))
        let silent = loop.looks(0..<48) { Self.seen($0, ratio: 1.4, newestOutcome: min($0, 4)) }
        #expect(silent.trainingHour == nil)
        let speaking = loop.looks(48..<96) { Self.seen($0, ratio: 1.4, newestOutcome: $0 - 1) }
        #expect(speaking.trainingHour == 53)
    }

    @Test func `a training that could not begin is looked at anew, and holds back no other`() {
        var loop = HourlyLooks(RetrainingRules(policies: [.twoKey]))
        #expect(loop.looks(0..<24) { HourlyLooks.seen($0, ratio: 1.4) }.trainingHour == 5)
        loop.machine.trainingDidNotBegin()
        #expect(loop.machine.training == nil && loop.machine.failures == 0)
        // Six hours of lost skill again, and neither a cool-down nor a distance that grows.
        #expect(loop.looks(6..<48) { HourlyLooks.seen($0, ratio: 1.4) }.trainingHour == 11)
    }
}
