import Foundation
import Ledger
import Pipeline
import Readings
import Testing

struct RetrainingCancellationTests {
    private static func cancellation(_ id: Int64, of hour: Int?, _ detail: String = "anna: wrong data")
        -> RetrainingRequest
    {
        HourlyLooks.request(
            id, .person, detail, purpose: .cancellation(of: hour.map { HourlyLooks.moment($0) }))
    }

    /// A loop with a training under way since an hour.
    private static func training(since hour: Int = 0, rules: RetrainingRules = RetrainingRules()) -> HourlyLooks {
        var loop = HourlyLooks(rules)
        let actions = loop.look(HourlyLooks.seen(hour, requests: [HourlyLooks.request(1, .person, "ben")]))
        precondition(actions.trains, "a person's request always trains")
        return loop
    }

    @Test func `a person ends the training under way, which is told and is no failure`() throws {
        var loop = Self.training()
        let actions = loop.machine.cancel([Self.cancellation(2, of: 0)], at: HourlyLooks.moment(1))
        let decision = try #require(actions.decisions.first)
        #expect(actions == [.record(decision), .endTraining])
        #expect(decision.verdict == .cancelled && decision.reasons == [.personCancelled] && decision.requests == [2])
        #expect(
            decision.sentence
                == "A person ended the training that began at 2026-01-01T12:00:00Z: anna: wrong data.")
        #expect(loop.machine.training == nil && loop.machine.failures == 0)
        #expect(loop.look(HourlyLooks.seen(2)) == [])
    }

    @Test func `the cool-down runs from the begin of the training that was ended`() {
        var loop = Self.training(rules: RetrainingRules(policies: [.drift], coolDownHours: 10))
        _ = loop.machine.cancel([Self.cancellation(2, of: 0)], at: HourlyLooks.moment(1))
        #expect(loop.looks(2..<40) { HourlyLooks.seen($0, moved: true) }.trainingHour == 10)
    }

    @Test func `requests that came before are withdrawn, later ones stay`() throws {
        var loop = Self.training()
        let open = [
            HourlyLooks.request(2, .alert, "alert A"), Self.cancellation(3, of: 0),
            HourlyLooks.request(4, .person, "carla"),
        ]
        let actions = loop.machine.cancel(open, at: HourlyLooks.moment(1))
        let decision = try #require(actions.decisions.first)
        #expect(decision.requests == [2, 3])
        #expect(
            decision.sentence
                == "A person ended the training that began at 2026-01-01T12:00:00Z and withdrew what asked for one "
                + "(alert A): anna: wrong data.")
        #expect(loop.look(HourlyLooks.seen(1, requests: [open[2]])).trains)
    }

    @Test func `what waits is withdrawn also where nothing is under way`() throws {
        var loop = HourlyLooks()
        let open = [HourlyLooks.request(2, .person, "ben"), Self.cancellation(3, of: nil)]
        let actions = loop.machine.cancel(open, at: HourlyLooks.moment(1))
        let decision = try #require(actions.decisions.first)
        #expect(actions == [.record(decision)] && decision.verdict == .cancelled && decision.requests == [2, 3])
        #expect(decision.sentence == "A person withdrew what asked for one (ben): anna: wrong data.")
    }

    @Test(arguments: [0, nil] as [Int?])
    func `a training that began later than the one that is meant goes on`(meant: Int?) throws {
        var loop = Self.training(since: 5)
        let actions = loop.machine.cancel([Self.cancellation(2, of: meant)], at: HourlyLooks.moment(6))
        let decision = try #require(actions.decisions.first)
        #expect(actions == [.record(decision)] && decision.verdict == .watch && decision.requests == [2])
        #expect(
            decision.sentence
                == "A person asked for the end of a training, which had ended by then: anna: wrong data.")
        #expect(loop.machine.training != nil)
    }

    @Test func `a training that was lost with its process does not begin again when it was cancelled meanwhile`() throws
    {
        let loop = Self.training()
        var machine = try JSONDecoder().decode(
            RetrainingStateMachine.self, from: JSONEncoder().encode(loop.machine))
        #expect(machine.cancel([Self.cancellation(2, of: 0)], at: HourlyLooks.moment(30)).contains(.endTraining))
        #expect(machine.resume(at: HourlyLooks.moment(30)) == [])
        #expect(machine.failures == 0)
    }

    @Test func `without a cancellation nothing is ended`() {
        var loop = Self.training()
        #expect(loop.machine.cancel([HourlyLooks.request(2, .person, "ben")], at: HourlyLooks.moment(1)) == [])
        #expect(loop.machine.training != nil)
    }
}
