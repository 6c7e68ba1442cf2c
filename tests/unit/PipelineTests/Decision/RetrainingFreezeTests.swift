import Ledger
import Pipeline
import Readings
import Testing

struct RetrainingFreezeTests {
    /// Nothing but failures holds a training back.
    private static func loop(failures: Int = 3) -> HourlyLooks {
        HourlyLooks(
            RetrainingRules(
                policies: [.drift], warmUpHours: 0, coolDownHours: 0, mostPerDay: 1_000, failuresToFreeze: failures))
    }

    private static func trains(_ loop: HourlyLooks, at hour: Int = 500) -> Bool {
        var copy = loop
        return copy.look(HourlyLooks.seen(hour, moved: true)).trains
    }

    // f: a training failed; r: a challenger was refused or taken back; p: one was promoted; v: one is proven;
    // s: a training ended well.
    @Test(arguments: [
        ("", 0), ("ff", 2), ("fff", 3), ("rrr", 3), ("frfr", 4), ("rsrsr", 3), ("rrvr", 1), ("rrrv", 0), ("rrpr", 3),
        ("vr", 1), ("sss", 0),
    ])
    func `failures in a row freeze at the third, and one that is proven clears them`(story: String, failures: Int) {
        var loop = Self.loop()
        for part in story {
            switch part {
            case "f": loop.machine.trainingEnded(hasFailed: true)
            case "r": loop.machine.challengerFailed()
            case "p": loop.machine.challengerPromoted(at: HourlyLooks.start, isProven: false)
            case "v": loop.machine.challengerPromoted(at: HourlyLooks.start, isProven: true)
            default: loop.machine.trainingEnded(hasFailed: false)
            }
        }
        #expect(loop.machine.failures == failures)
        #expect(loop.machine.isFrozen(loop.rules) == (failures >= 3))
        #expect(Self.trains(loop) == (failures < 3))
    }

    @Test func `without a limit nothing freezes`() {
        var loop = Self.loop(failures: 0)
        for _ in 0..<100 { loop.machine.challengerFailed() }
        #expect(!loop.machine.isFrozen(loop.rules))
        #expect(Self.trains(loop))
    }

    @Test func `a person's request unfreezes for all, and failures count anew`() {
        var loop = Self.loop()
        for _ in 0..<3 { loop.machine.challengerFailed() }
        #expect(!Self.trains(loop))
        loop.train(at: 10)
        #expect(loop.machine.failures == 0)
        #expect(Self.trains(loop))
        for _ in 0..<2 { loop.machine.challengerFailed() }
        #expect(Self.trains(loop))
        loop.machine.challengerFailed()
        #expect(!Self.trains(loop))
    }

    @Test func `even the first training waits for a person once it has failed too often`() {
        var loop = Self.loop()
        let seen = { HourlyLooks.seen($0, moved: nil, ratio: nil, atTraining: nil, missing: ["a-model"]) }
        for hour in 0..<3 {
            #expect(loop.look(seen(hour)).trains)
            loop.machine.trainingEnded(hasFailed: true)
        }
        let found = loop.looks(3..<300, seen)
        #expect(found.trainingHour == nil)
        #expect(found.decisions.map(\.reasons) == [[.firstTraining, .frozen]])
    }
}
