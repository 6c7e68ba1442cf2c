import Ledger
import Pipeline
import Readings
import Testing

struct RetrainingBrakesTests {
    /// Rules in which each brake is off unless it is named.
    private static func rules(
        _ policies: Set<RetrainingPolicy> = [.twoKey, .drift], hoursLost: Int = 6, hoursLooked: Int = 12,
        warmUp: Int = 0, coolDown: Int = 0, perDay: Int = 1_000, failures: Int = 0
    ) -> RetrainingRules {
        RetrainingRules(
            policies: policies, hoursLost: hoursLost, hoursLooked: hoursLooked, warmUpHours: warmUp,
            coolDownHours: coolDown, mostPerDay: perDay, failuresToFreeze: failures)
    }

    /// A way to have a training that is due at once held back from hour 2 on.
    enum Brake: CaseIterable {
        case warmUp, coolDown, dailyLimit, frozen

        var reason: RetrainingReason {
            switch self {
            case .warmUp: .warmUp
            case .coolDown: .coolDown
            case .dailyLimit: .dailyLimit
            case .frozen: .frozen
            }
        }

        /// The first hour in which it holds nothing back any more; nil where time does not loosen it.
        var end: Int? {
            switch self {
            case .warmUp: 72
            case .coolDown: 49
            case .dailyLimit: 24
            case .frozen: nil
            }
        }

        var words: String {
            switch self {
            case .warmUp: "the champion answers since 2026-01-01T12:00:00Z, and 72 h of it are needed"
            case .coolDown: "the last training began at 2026-01-01T13:00:00Z, and 48 h must pass"
            case .dailyLimit: "2 trainings within a day are the most that may be"
            case .frozen: "3 trainings or challengers failed one after the other, and now a person must ask"
            }
        }

        var loop: HourlyLooks {
            var loop: HourlyLooks
            switch self {
            case .warmUp:
                loop = HourlyLooks(rules(warmUp: 72))
                loop.machine.challengerPromoted(at: HourlyLooks.start, isProven: false)
            case .coolDown:
                loop = HourlyLooks(rules(coolDown: 48))
                loop.train(at: 1)
            case .dailyLimit:
                loop = HourlyLooks(rules(perDay: 2))
                for hour in 0...1 {
                    _ = loop.look(HourlyLooks.seen(hour, moved: true))
                    loop.machine.trainingEnded(hasFailed: false)
                }
            case .frozen:
                loop = HourlyLooks(rules(failures: 3))
                for _ in 0..<3 { loop.machine.challengerFailed() }
            }
            return loop
        }
    }

    @Test(arguments: Brake.allCases)
    func `each brake holds back what is due, says so once, and lets go on its hour`(brake: Brake) throws {
        var loop = brake.loop
        let (decisions, trainingHour) = loop.looks(2..<200) { HourlyLooks.seen($0, moved: true) }
        #expect(trainingHour == brake.end)
        #expect(decisions.map(\.verdict) == (brake.end == nil ? [.held] : [.held, .retrain]))
        let held = try #require(decisions.first)
        #expect(held.reasons == [.inputsMoved, brake.reason])
        #expect(held.moment == HourlyLooks.moment(2))
        #expect(
            held.sentence
                == "Inputs have moved (humidity, wind, largest score 0.420); that would be a training, which is held "
                + "back: \(brake.words).")
    }

    @Test(arguments: Brake.allCases)
    func `a brake lets go to the millisecond`(brake: Brake) throws {
        guard let end = brake.end else { return }
        var loop = brake.loop
        let moment = HourlyLooks.moment(end)
        var seen = HourlyLooks.seen(end, moved: true)
        seen.moment = Timestamp(milliseconds: moment.milliseconds - 1)
        #expect(!loop.look(seen).trains)
        seen.moment = moment
        #expect(loop.look(seen).trains)
    }

    @Test(arguments: Brake.allCases)
    func `a person's request passes each brake, and is answered`(brake: Brake) throws {
        var loop = brake.loop
        _ = loop.look(HourlyLooks.seen(2, moved: true))
        let requests = [HourlyLooks.request(9, .person, "anna: a new sensor")]
        let actions = loop.look(HourlyLooks.seen(3, requests: requests))
        let decision = try #require(actions.decisions.first)
        #expect(actions == [.record(decision), .train])
        #expect(decision.verdict == .retrain)
        #expect(decision.reasons == [.personAsked])
        #expect(decision.requests == [9])
        #expect(decision.sentence.contains("anna: a new sensor"))
    }

    @Test(arguments: Brake.allCases)
    func `what others ask is answered while a brake holds`(brake: Brake) {
        var loop = brake.loop
        loop.rules.policies = [.alert]
        for hour in 2...4 {
            let requests = [HourlyLooks.request(Int64(hour), .alert, "alert DataDrift")]
            let actions = loop.look(HourlyLooks.seen(hour, requests: requests))
            #expect(!actions.trains)
            #expect(actions.decisions.map(\.verdict) == [.held])
            #expect(actions.decisions.map(\.reasons) == [[.alertAsked, brake.reason]])
            #expect(actions.decisions.map(\.requests) == [[Int64(hour)]])
        }
    }

    // Hours in which skill was lost, hour by hour, and the hour of the training.
    @Test(
        arguments: [
            ("xxxxxx", 5), ("xxxxx.......", nil), ("x.x.x.x.x.x", 10), ("x.x.x.x.x..x", 11), ("x.x.x.x.x...x", nil),
            ("x.x.x.x.x...xx", 13), (".....xxxxxx", 10), ("xxxxx???????x", nil), ("xxxx?x??x", 8), ("xxxxx.....x", 10),
            (String(repeating: "xxxxx.......", count: 10), nil),
        ] as [(String, Int?)])
    func `skill is lost for sure in six of the last twelve hours`(hours: String, trainingHour: Int?) {
        var loop = HourlyLooks(Self.rules([.twoKey]))
        let marks = Array(hours)
        let found = loop.looks(0..<marks.count) { hour in
            HourlyLooks.seen(hour, ratio: marks[hour] == "?" ? nil : marks[hour] == "x" ? 1.4 : 1)
        }
        #expect(found.trainingHour == trainingHour)
    }

    @Test func `many looks within an hour are one hour of lost skill`() {
        var loop = HourlyLooks(Self.rules([.twoKey], hoursLost: 2, hoursLooked: 3))
        for minutes in Int64(0)..<60 {
            let actions = loop.look(HourlyLooks.seen(0, minutes: minutes, ratio: 3))
            #expect(!actions.trains)
        }
        #expect(loop.look(HourlyLooks.seen(1, ratio: 3)).trains)
    }

    @Test func `skill that was lost before a training is not held against what comes after`() {
        var loop = HourlyLooks(Self.rules([.twoKey]))
        #expect(loop.looks(0..<24) { HourlyLooks.seen($0, ratio: 2) }.trainingHour == 5)
        loop.machine.trainingEnded(hasFailed: false)
        #expect(loop.looks(6..<24) { HourlyLooks.seen($0, ratio: 2) }.trainingHour == 11)
        loop.machine.trainingEnded(hasFailed: false)
        _ = loop.looks(12..<15) { HourlyLooks.seen($0, ratio: 2) }
        loop.machine.challengerPromoted(at: HourlyLooks.moment(15), isProven: false)
        #expect(loop.looks(15..<40) { HourlyLooks.seen($0, ratio: 2) }.trainingHour == 20)
    }

    @Test func `a training of skill that was lost says so, even in an hour in which it was not`() throws {
        var loop = HourlyLooks(Self.rules([.twoKey], warmUp: 24))
        loop.machine.challengerPromoted(at: HourlyLooks.start, isProven: false)
        let (decisions, trainingHour) = loop.looks(0..<30) { HourlyLooks.seen($0, ratio: $0 < 24 ? 1.4 : 1.1) }
        #expect(trainingHour == 24)
        let decision = try #require(decisions.last)
        #expect(decision.reasons == [.skillLost])
        #expect(decision.sentence.contains("lost skill in 11 of the last 12 hours"), "\(decision.sentence)")
        #expect(!decision.sentence.contains("as good as promised"), "\(decision.sentence)")
    }

    @Test func `skill that was lost long ago is no reason while nothing newer is known`() {
        var loop = HourlyLooks(Self.rules([.twoKey], warmUp: 72))
        loop.machine.challengerPromoted(at: HourlyLooks.start, isProven: false)
        let found = loop.looks(0..<100) { HourlyLooks.seen($0, ratio: $0 < 12 ? 1.4 : nil) }
        #expect(found.trainingHour == nil, "\(found.decisions.last?.sentence ?? "")")
    }

    @Test func `while a training is under way none begins, and what asks waits for its end`() throws {
        var loop = HourlyLooks(Self.rules(Set(RetrainingPolicy.allCases), hoursLost: 1))
        loop.train(at: 0)
        #expect(loop.look(HourlyLooks.seen(1, moved: true)).trains)
        let requests = [HourlyLooks.request(4, .person, "anna"), HourlyLooks.request(5, .alert, "alert A")]
        for hour in 2..<10 {
            let seen = HourlyLooks.seen(hour, moved: true, ratio: 3, doubted: ["a of JFK"], requests: requests)
            let actions = loop.look(seen)
            #expect(!actions.trains)
            #expect(actions.decisions.map(\.verdict) == (hour == 2 ? [.quarantine] : []))
        }
        #expect(loop.machine.training?.startedAt == HourlyLooks.moment(1).milliseconds)
        loop.machine.trainingEnded(hasFailed: false)
        #expect(loop.machine.training == nil)
        let actions = loop.look(HourlyLooks.seen(10, doubted: ["a of JFK"], requests: requests))
        let decision = try #require(actions.decisions.first)
        #expect(actions == [.record(decision), .train])
        #expect(decision.requests == [4, 5])
    }

    @Test func `a person's trainings are not counted for the day`() {
        var loop = HourlyLooks(Self.rules(perDay: 2))
        for hour in 0..<5 { loop.train(at: hour) }
        for hour in 5...6 {
            #expect(loop.look(HourlyLooks.seen(hour, moved: true)).trains)
            loop.machine.trainingEnded(hasFailed: false)
        }
        let found = loop.looks(7..<60) { HourlyLooks.seen($0, moved: true) }
        #expect(found.trainingHour == 5 + 24)
        loop.machine.trainingEnded(hasFailed: false)
        #expect(loop.looks(30..<60) { HourlyLooks.seen($0, moved: true) }.trainingHour == 30)
    }

    @Test func `a model without any version does not wait for the warm-up of another`() {
        var loop = HourlyLooks(RetrainingRules(policies: [.drift], warmUpHours: 100, coolDownHours: 0))
        loop.machine.challengerPromoted(at: HourlyLooks.moment(0), isProven: false)
        #expect(loop.looks(1..<10) { HourlyLooks.seen($0, moved: true) }.trainingHour == nil)
        #expect(loop.look(HourlyLooks.seen(10, missing: ["a-model"])).trains)
    }

    @Test func `lost skill that training has not brought back asks half as often each time`() {
        var loop = HourlyLooks(RetrainingRules(warmUpHours: 0, coolDownHours: 72, failuresToFreeze: 0))
        var trainings: [Int] = []
        for hour in 0..<1_500 {
            if loop.look(HourlyLooks.seen(hour, ratio: 1.5)).trains {
                trainings.append(hour)
                loop.machine.trainingEnded(hasFailed: false)
            }
        }
        #expect(trainings == [5, 149, 437, 1_013])
    }

    @Test func `skill that has been kept for two weeks is lost anew`() {
        var loop = HourlyLooks(RetrainingRules(warmUpHours: 0, coolDownHours: 72, failuresToFreeze: 0))
        var trainings: [Int] = []
        for hour in 0..<700 {
            let isLost = hour < 10 || hour >= 400
            if loop.look(HourlyLooks.seen(hour, ratio: isLost ? 1.5 : 1)).trains {
                trainings.append(hour)
                loop.machine.trainingEnded(hasFailed: false)
            }
        }
        #expect(trainings == [5, 405, 549])
    }
}
