import Foundation
import Ledger
import Pipeline
import Readings
import TestSupport
import Testing

struct RetrainingRestartTests {
    /// What a machine may be in the middle of.
    enum Phase: CaseIterable {
        case new, steady, watching, countingLostHours, doubtingFeeds, training, coolingDown, warmingUp, frozen, fullDay

        var loop: HourlyLooks {
            var loop = HourlyLooks(
                RetrainingRules(
                    policies: [.twoKey, .growth, .alert, .schedule], coolDownHours: 20, mostPerDay: 1))
            switch self {
            case .new: break
            case .steady: _ = loop.looks(0..<5) { HourlyLooks.seen($0) }
            case .watching: _ = loop.looks(0..<5) { HourlyLooks.seen($0, moved: true) }
            case .countingLostHours: _ = loop.looks(0..<5) { HourlyLooks.seen($0, ratio: 1.4) }
            case .doubtingFeeds: _ = loop.looks(0..<5) { HourlyLooks.seen($0, doubted: ["b", "a"]) }
            case .training: _ = loop.looks(0..<9) { HourlyLooks.seen($0, moved: true, ratio: 1.4) }
            case .coolingDown:
                loop.train(at: 0)
                _ = loop.looks(1..<9) { HourlyLooks.seen($0, ratio: 1.4) }
            case .warmingUp:
                loop.machine.challengerPromoted(at: HourlyLooks.moment(0), isProven: false)
                _ = loop.looks(1..<9) { HourlyLooks.seen($0, ratio: 1.4) }
            case .frozen:
                for _ in 0..<3 { loop.machine.challengerFailed() }
                _ = loop.looks(0..<9) { HourlyLooks.seen($0, ratio: 1.4) }
            case .fullDay:
                loop.rules.coolDownHours = 0
                _ = loop.look(HourlyLooks.seen(0, readings: 9_000))
                loop.machine.trainingEnded(hasFailed: false)
            }
            return loop
        }
    }

    private static func copy(_ machine: RetrainingStateMachine) throws -> RetrainingStateMachine {
        try JSONDecoder().decode(RetrainingStateMachine.self, from: JSONEncoder().encode(machine))
    }

    /// Some weeks in which everything happens, the same for the same seed.
    private static func actions(
        of loop: HourlyLooks, from hour: Int, seed: UInt64, isRestarting: Bool = false
    ) throws -> [RetrainingStateMachine.Action] {
        var (loop, random) = (loop, SeededRandom(seed: seed))
        var actions: [RetrainingStateMachine.Action] = []
        for hour in hour..<(hour + 500) {
            if isRestarting { loop.machine = try copy(loop.machine) }
            switch Int.random(in: 0..<12, using: &random) {
            case 0: loop.machine.trainingEnded(hasFailed: Bool.random(using: &random))
            case 1: loop.machine.challengerFailed()
            case 2:
                loop.machine.challengerPromoted(
                    at: HourlyLooks.moment(hour), isProven: Bool.random(using: &random))
            default: break
            }
            let origin = RetrainingRequest.Origin.allCases.randomElement(using: &random) ?? .alert
            let isAsked = Int.random(in: 0..<25, using: &random) == 0
            let seen = HourlyLooks.seen(
                hour, moved: Int.random(in: 0..<5, using: &random) == 0,
                ratio: Double.random(in: 1...1.3, using: &random),
                doubted: ["a", "b", "c"].filter { _ in Int.random(in: 0..<3, using: &random) == 0 },
                requests: isAsked ? [HourlyLooks.request(Int64(hour), origin, "request \(hour)")] : [],
                readings: Int.random(in: 5_000...6_050, using: &random))
            actions += loop.look(seen)
        }
        return actions
    }

    @Test(arguments: Phase.allCases)
    func `a machine that is read back from JSON is the same and goes on the same way`(phase: Phase) throws {
        let loop = phase.loop
        var restored = loop
        restored.machine = try Self.copy(loop.machine)
        #expect(restored.machine == loop.machine)
        let actions = try Self.actions(of: loop, from: 10, seed: 4)
        #expect(try Self.actions(of: restored, from: 10, seed: 4) == actions)
        #expect(try Self.actions(of: restored, from: 10, seed: 4, isRestarting: true) == actions)
        #expect(actions.contains(.train))
    }

    @Test(arguments: [1, 2, 3, 4] as [UInt64])
    func `the same looks give the same actions`(seed: UInt64) throws {
        let first = try Self.actions(of: HourlyLooks(), from: 0, seed: seed)
        #expect(try Self.actions(of: HourlyLooks(), from: 0, seed: seed) == first)
        #expect(try Self.actions(of: HourlyLooks(), from: 0, seed: seed + 100) != first)
    }

    @Test func `a training that was lost with its process begins again, with its reasons`() throws {
        let loop = Phase.training.loop
        let begun = try #require(loop.machine.training)
        #expect(begun.startedAt == HourlyLooks.moment(5).milliseconds)
        #expect(begun.reasons == [.skillLost, .inputsMoved])
        var machine = try Self.copy(loop.machine)
        let actions = machine.resume(at: HourlyLooks.moment(30))
        let decision = try #require(actions.decisions.first)
        #expect(actions == [.record(decision), .train])
        #expect(decision.verdict == .retrain)
        #expect(decision.moment == HourlyLooks.moment(30))
        #expect(decision.reasons == [.interrupted, .skillLost, .inputsMoved])
        #expect(decision.requests == [])
        #expect(decision.sentence.contains("2026-01-01T17:00:00Z"))
        #expect(machine.training?.startedAt == HourlyLooks.moment(30).milliseconds)
        // A second loss tells the reasons of the beginning, not those of the first loss.
        #expect(machine.resume(at: HourlyLooks.moment(31)).decisions.first?.reasons == decision.reasons)
        machine.trainingEnded(hasFailed: false)
        #expect(machine.training == nil)
        #expect(machine.resume(at: HourlyLooks.moment(32)).isEmpty)
    }

    @Test func `the cool-down counts from where a lost training began again, and is twice as long`() {
        var loop = HourlyLooks(RetrainingRules(policies: [.drift], coolDownHours: 10))
        #expect(loop.look(HourlyLooks.seen(0, moved: true)).trains)
        _ = loop.machine.resume(at: HourlyLooks.moment(8))
        loop.machine.trainingEnded(hasFailed: false)
        #expect(loop.looks(9..<40) { HourlyLooks.seen($0, moved: true) }.trainingHour == 28)
    }

    @Test(arguments: Phase.allCases)
    func `only a training that is under way is resumed`(phase: Phase) {
        var loop = phase.loop
        let before = loop.machine
        let actions = loop.machine.resume(at: HourlyLooks.moment(100))
        #expect(actions.trains == (phase == .training))
        #expect((loop.machine == before) == (phase != .training))
    }
}
