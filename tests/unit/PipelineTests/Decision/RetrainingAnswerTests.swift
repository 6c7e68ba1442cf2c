import Ledger
import Pipeline
import Readings
import TestSupport
import Testing

struct RetrainingAnswerTests {
    @Test func `several requests are answered by one decision, which names each reason once`() throws {
        var loop = HourlyLooks()
        let requests = [
            HourlyLooks.request(3, .alert, "alert A"), HourlyLooks.request(5, .newReadings, "6000 readings"),
            HourlyLooks.request(8, .alert, "alert B"),
        ]
        let actions = loop.look(HourlyLooks.seen(0, requests: requests))
        let decision = try #require(actions.decisions.first)
        #expect(actions.count == 1)
        #expect(decision.requests == [3, 5, 8])
        #expect(decision.reasons == [.alertAsked, .readingsAsked, .inputsSteady, .skillKept])
        #expect(decision.sentence.contains("(alert A; 6000 readings; alert B)"))
    }

    @Test func `a request is answered also where the same has just been told`() {
        var loop = HourlyLooks()
        for hour in 0..<5 {
            let requests = [HourlyLooks.request(Int64(hour), .alert, "alert A")]
            let decisions = loop.look(HourlyLooks.seen(hour, moved: true, requests: requests)).decisions
            #expect(decisions.map(\.requests) == [[Int64(hour)]])
        }
    }

    @Test(arguments: [[.twoKey], [.growth], [.twoKey, .growth]] as [Set<RetrainingPolicy>])
    func `what new readings ask is settled without a word while nothing has changed`(policies: Set<RetrainingPolicy>) {
        var loop = HourlyLooks(RetrainingRules(policies: policies))
        for hour in 0..<50 {
            let requests = [HourlyLooks.request(Int64(hour), .newReadings, "\(hour) readings")]
            #expect(loop.look(HourlyLooks.seen(hour, requests: requests)) == [.settle([Int64(hour)])])
        }
    }

    @Test func `what new readings ask is answered by the decision that falls anyway, and not named in it`() throws {
        var loop = HourlyLooks()
        let requests = [HourlyLooks.request(7, .newReadings, "6000 readings")]
        let decision = try #require(loop.look(HourlyLooks.seen(0, moved: true, requests: requests)).decisions.first)
        #expect(decision.requests == [7])
        #expect(decision.reasons == [.inputsMoved, .skillKept])
        #expect(!decision.sentence.contains("6000 readings"))
    }

    @Test func `a training that is held is told once, however often new readings ask for it`() {
        var loop = HourlyLooks(RetrainingRules(policies: [.growth], coolDownHours: 100))
        loop.train(at: 0)
        var told: [RetrainingDecision] = []
        for hour in 1..<50 {
            let requests = [HourlyLooks.request(Int64(hour), .newReadings, "\(hour) readings")]
            let actions = loop.look(HourlyLooks.seen(hour, requests: requests, readings: 6_000))
            #expect(actions.settled == [Int64(hour)])
            told += actions.decisions
        }
        #expect(told.map(\.verdict) == [.held])
    }

    @Test func `where the count decides, each request of new readings is answered in words`() {
        var loop = HourlyLooks(RetrainingRules(policies: [.count], coolDownHours: 100))
        loop.train(at: 0)
        for hour in 1..<9 {
            let requests = [HourlyLooks.request(Int64(hour), .newReadings, "\(hour) readings")]
            #expect(loop.look(HourlyLooks.seen(hour, requests: requests)).decisions.map(\.requests) == [[Int64(hour)]])
        }
    }

    @Test(arguments: [false, true])
    func `after a request was answered, what was told before is not told again`(moved: Bool) {
        var loop = HourlyLooks()
        let first = loop.looks(0..<3) { HourlyLooks.seen($0, moved: moved) }.decisions
        #expect(first.count == (moved ? 1 : 0))
        let requests = [HourlyLooks.request(1, .alert, "alert A")]
        #expect(loop.look(HourlyLooks.seen(3, moved: moved, requests: requests)).decisions.count == 1)
        let later = loop.looks(4..<9) { HourlyLooks.seen($0, moved: moved) }.decisions
        #expect(later == [], "\(later.map(\.sentence))")
    }

    /// A ledger as the loop has it: requests stay open until a decision names them.
    @Test(arguments: [1, 2, 3, 4, 5, 6, 7, 8] as [UInt64])
    func `over a random life each request is answered once, and trainings never overlap`(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        let policies = RetrainingPolicy.allCases.filter { _ in Bool.random(using: &random) }
        var loop = HourlyLooks(
            RetrainingRules(
                policies: Set(policies), scheduleDays: 5, hoursLost: 2, hoursLooked: 4, warmUpHours: 6,
                coolDownHours: 12, mostPerDay: 1))
        var (open, asked, answered): ([RetrainingRequest], Int64, [Int64]) = ([], 0, [])
        var (trainingEnd, trainings): (Int?, Int) = (nil, 0)
        var doubted: Set<String> = []
        for hour in 0..<2_000 {
            if hour == trainingEnd {
                loop.machine.trainingEnded(hasFailed: Int.random(in: 0..<4, using: &random) == 0)
                trainingEnd = nil
            }
            if Int.random(in: 0..<20, using: &random) == 0 {
                asked += 1
                let origin = RetrainingRequest.Origin.allCases.randomElement(using: &random) ?? .alert
                open.append(HourlyLooks.request(asked, origin, "request \(asked)", askedAt: hour))
            }
            if Int.random(in: 0..<30, using: &random) == 0 { doubted.formSymmetricDifference(["a of JFK"]) }
            let seen = HourlyLooks.seen(
                hour, moved: Bool.random(using: &random), ratio: Double.random(in: 0.8...1.5, using: &random),
                doubted: Array(doubted), requests: open)
            let actions = loop.look(seen)
            if actions.trains {
                #expect(trainingEnd == nil)
                #expect(actions.last == .train)
                trainings += 1
                trainingEnd = hour + Int.random(in: 1...9, using: &random)
            }
            let settled = actions.settled
            #expect(settled.isEmpty || Set(settled) == Set(open.map(\.id)))
            // Nothing but a training under way keeps a request waiting.
            #expect(open.isEmpty || !settled.isEmpty || (trainingEnd != nil && !actions.trains))
            answered += settled
            open.removeAll { settled.contains($0.id) }
        }
        #expect(answered == Array(1...asked).filter { id in !open.contains { $0.id == id } })
        #expect(trainings > 5)
    }
}
