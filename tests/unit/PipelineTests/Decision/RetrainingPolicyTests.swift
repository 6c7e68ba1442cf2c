import Ledger
import Pipeline
import Readings
import Testing

struct RetrainingPolicyTests {
    /// What may start a training, and the policy that acts on it; a person is heard by every policy.
    enum Trigger: CaseIterable {
        case skill, growth, readings, drift, alert, month, person

        var policy: RetrainingPolicy {
            switch self {
            case .skill: .twoKey
            case .growth: .growth
            case .readings: .count
            case .drift: .drift
            case .alert: .alert
            case .month: .schedule
            case .person: .manual
            }
        }

        var reason: RetrainingReason {
            switch self {
            case .skill: .skillLost
            case .growth: .grown
            case .readings: .readingsAsked
            case .drift: .inputsMoved
            case .alert: .alertAsked
            case .month: .scheduled
            case .person: .personAsked
            }
        }

        /// Words that a decision on it holds.
        var words: String {
            switch self {
            case .skill: "lost skill in 6 of the last 12 hours"
            case .growth: "1000 readings are new beside the 5000 that were stored at the last training"
            case .readings: "6000 readings"
            case .drift: "nputs have moved (humidity, wind"
            case .alert: "n alert asks (alert DataDrift)"
            case .month: "30 days have passed since the last training"
            case .person: "person asks (anna: a new sensor)"
            }
        }

        /// What is seen on an hour; from the sixth on, it is there.
        func seen(_ hour: Int) -> RetrainingObservation {
            let request = { (origin: RetrainingRequest.Origin, detail: String) in
                hour < 5 ? [] : [HourlyLooks.request(Int64(hour), origin, detail)]
            }
            return switch self {
            case .skill: HourlyLooks.seen(hour, ratio: 1.5)
            case .growth: HourlyLooks.seen(hour, readings: hour < 5 ? 5_999 : 6_000)
            case .readings: HourlyLooks.seen(hour, requests: request(.newReadings, "6000 readings"))
            case .drift: HourlyLooks.seen(hour, moved: hour >= 5)
            case .alert: HourlyLooks.seen(hour, requests: request(.alert, "alert DataDrift"))
            case .month: HourlyLooks.seen(hour < 5 ? hour : 30 * 24 + hour - 5)
            case .person: HourlyLooks.seen(hour, requests: request(.person, "anna: a new sensor"))
            }
        }
    }

    @Test(arguments: RetrainingPolicy.allCases, Trigger.allCases)
    func `each policy alone acts on its own trigger and on a person's`(
        policy: RetrainingPolicy, trigger: Trigger
    ) throws {
        var loop = HourlyLooks(RetrainingRules(policies: [policy]))
        let (decisions, trainingHour) = loop.looks(0..<12, trigger.seen)
        guard trigger.policy == policy || trigger == .person else {
            #expect(trainingHour == nil)
            #expect(loop.machine.training == nil)
            #expect(decisions.allSatisfy { [.watch, .silence].contains($0.verdict) })
            return
        }
        #expect(trainingHour == 5)
        let decision = try #require(decisions.last)
        #expect(decision.verdict == .retrain)
        #expect(decision.reasons == [trigger.reason])
        #expect(decision.sentence.contains(trigger.words), "\(decision.sentence)")
        #expect(decision.sentence.hasSuffix("; models are trained anew on all trusted history."))
    }

    @Test(arguments: Trigger.allCases)
    func `without any policy only a person is heard`(trigger: Trigger) {
        var loop = HourlyLooks(RetrainingRules(policies: []))
        #expect(loop.looks(0..<12, trigger.seen).trainingHour == (trigger == .person ? 5 : nil))
    }

    @Test(arguments: [
        // New readings, those trained on, and whether that is growth enough.
        (1_000, 10_000, true), (999, 10_000, false), (1_000, 10_001, false), (1_001, 10_001, true), (999, 10, false),
        (1_000, 0, true), (0, 5_000, false), (-500, 5_000, false), (5_000, 50_000, true),
    ])
    func `growth takes enough new readings by number and by share`(new: Int, before: Int, isDue: Bool) {
        var loop = HourlyLooks(RetrainingRules(policies: [.growth]))
        let seen = HourlyLooks.seen(0, readings: before + new, atTraining: before)
        let actions = loop.look(seen)
        #expect(actions.trains == isDue)
        #expect(actions.decisions.map(\.reasons) == (isDue ? [[.grown]] : []))
    }

    @Test func `growth waits for a version to have grown since`() {
        var loop = HourlyLooks(RetrainingRules(policies: [.growth]))
        #expect(loop.look(HourlyLooks.seen(0, readings: 90_000, atTraining: nil)).isEmpty)
    }

    @Test func `the schedule counts from the last training, whoever began it`() {
        var loop = HourlyLooks(RetrainingRules(policies: [.schedule]))
        loop.train(at: 0)
        loop.train(at: 100)
        #expect(loop.looks(101..<2_000) { HourlyLooks.seen($0) }.trainingHour == 100 + 30 * 24)
    }

    @Test(arguments: [[.growth], [.growth, .schedule], [.manual], [.drift], []] as [Set<RetrainingPolicy>])
    func `a request that no policy acts on is watched, with the policies that are in force`(
        policies: Set<RetrainingPolicy>
    ) throws {
        var loop = HourlyLooks(RetrainingRules(policies: policies))
        let requests = [HourlyLooks.request(7, .alert, "alert DataDrift")]
        let actions = loop.look(HourlyLooks.seen(0, requests: requests))
        let decision = try #require(actions.decisions.first)
        #expect(actions.count == 1)
        #expect(decision.verdict == .watch)
        #expect(decision.reasons == [.alertAsked, .noPolicy, .inputsSteady, .skillKept])
        #expect(decision.requests == [7])
        let names = policies.map(\.rawValue).sorted().joined(separator: ", ")
        #expect(decision.sentence.contains("no policy in force acts on it (\(names))"))
        #expect(decision.sentence.contains("alert DataDrift"))
    }

    @Test(arguments: [false, true])
    func `two keys judge what alerts ask by the table`(moved: Bool) throws {
        var loop = HourlyLooks(RetrainingRules(policies: [.twoKey]))
        let requests = [HourlyLooks.request(7, .alert, "somebody asks")]
        let actions = loop.look(HourlyLooks.seen(0, moved: moved, requests: requests))
        let decision = try #require(actions.decisions.first)
        #expect(actions.count == 1)
        #expect(decision.verdict == .watch)
        #expect(decision.reasons == [.alertAsked, moved ? .inputsMoved : .inputsSteady, .skillKept])
        #expect(decision.requests == [7])
        #expect(decision.sentence.contains("somebody asks"))
        #expect(decision.sentence.contains("1 times what was promised, of 240 forecasts"))
    }

    @Test func `reasons of several policies stand together, and one training answers all`() throws {
        var loop = HourlyLooks(RetrainingRules(policies: Set(RetrainingPolicy.allCases), hoursLost: 1))
        let requests = [
            HourlyLooks.request(3, .newReadings, "6000 readings"), HourlyLooks.request(4, .alert, "alert A"),
            HourlyLooks.request(5, .person, "anna"), HourlyLooks.request(6, .alert, "alert B"),
        ]
        _ = loop.look(HourlyLooks.seen(0))
        let actions = loop.look(
            HourlyLooks.seen(
                720, moved: true, ratio: 2, requests: requests, readings: 6_000, missing: ["a-model"]))
        let decision = try #require(actions.decisions.first)
        #expect(actions == [.record(decision), .train])
        #expect(decision.verdict == .retrainNow)
        #expect(decision.requests == [3, 4, 5, 6])
        #expect(
            decision.reasons == [
                .personAsked, .firstTraining, .skillLost, .inputsMoved, .alertAsked, .readingsAsked, .grown,
                .scheduled,
            ])
        for words in ["(anna)", "a-model", "(alert A; alert B)", "6000 readings", "1000 readings are new", "30 days"] {
            #expect(decision.sentence.contains(words), "\(decision.sentence)")
        }
    }
}
