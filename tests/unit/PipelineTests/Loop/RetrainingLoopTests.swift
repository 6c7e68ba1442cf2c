import Foundation
import Ledger
import Pipeline
import Readings
import Registry
import Testing

@Suite("The retraining loop")
struct RetrainingLoopTests {
    private static let rules = RetrainingRules(
        policies: [.twoKey], hoursLost: 3, hoursLooked: 24, warmUpHours: 24, coolDownHours: 96, failuresToFreeze: 6)

    private static let name = ModelNames().weatherForecaster

    @Test("the first forecaster is trained once two weeks are known, and becomes champion")
    func firstTraining() async throws {
        let world = try LoopWorld(
            rules: Self.rules, promotion: PromotionRules(), startingAt: 15 * 24 - 3, warmest: { _ in 14 })
        try await world.pass(hours: 24, step: 6)
        let decisions = try world.decisions()
        let first = try #require(decisions.first)
        #expect(first.verdict == "retrain" && first.reasons == ["first_training"])
        #expect(decisions.contains { $0.verdict == "promoted" && $0.version == 1 && $0.model == Self.name })
        #expect(try world.registry.aliases(of: Self.name) == [.champion: 1])
        let moved = try #require(try world.ledger.aliasMoves(ofModel: Self.name, limit: 10).first)
        #expect(moved.version == 1 && moved.alias == "champion")
    }

    @Test("a version that cannot be loaded holds up no forecast and no outcome of the champion")
    func brokenChallenger() async throws {
        let world = try LoopWorld(
            rules: Self.rules, promotion: PromotionRules(), startingAt: 15 * 24 - 3, warmest: { _ in 14 })
        try await world.pass(hours: 24, step: 6)
        let broken = try world.registry.registerEmptyVersion(of: Self.name, kind: .forecast)
        try world.registry.point(.challenger, of: Self.name, at: broken.number)
        try await world.pass(hours: 24, step: 6)
        let newest = try #require(try world.ledger.newestOutcome(ofModel: Self.name, version: 1))
        #expect(newest == LoopWorld.start.advanced(hours: world.present))
        #expect(try world.ledger.newestOutcome(ofModel: Self.name, version: broken.number) == nil)
    }

    @Test(
        "a changed world is noticed, learned and deployed; when it changes back the new champion is taken back by itself"
    )
    func thereAndBack() async throws {
        // Days turn around at hour 1,600, and back at a moment that the test chooses.
        let back = SharedHour(.max)
        let world = try LoopWorld(
            rules: Self.rules, promotion: PromotionRules(shadowHours: 24, trialHours: 400), startingAt: 1_300,
            warmest: { hour in hour < 1_600 || hour >= back.value ? 14 : 2 })
        func decision(_ verdict: String) throws -> DecisionRecord? {
            try world.decisions().first { $0.verdict == verdict && $0.model == Self.name && $0.version != 1 }
        }
        try await world.pass(hours: 294, step: 6)
        #expect(try world.registry.aliases(of: Self.name) == [.champion: 1])
        #expect(try world.decisions().count { $0.verdict == "retrain" } == 1)
        for _ in 0..<40 where try decision("promoted") == nil { try await world.pass(hours: 24, step: 6) }

        let decisions = try world.decisions()
        let noticed = try #require(decisions.first { $0.reasons.contains("skill_lost") && $0.verdict == "retrain" })
        #expect(noticed.moment >= LoopWorld.start.advanced(hours: 1_600))
        // What has hardly seen the new world is refused; what has learned it is better by a paired test.
        #expect(decisions.contains { $0.verdict == "refused" && $0.model == Self.name })
        let shadow = try #require(try decision("shadow"))
        #expect(shadow.sentence.contains("Diebold–Mariano"))
        let promoted = try #require(try decision("promoted"))
        #expect(promoted.moment.hourIndex - shadow.moment.hourIndex == 24)
        #expect(try world.registry.aliases(of: Self.name)[.champion] == promoted.version)

        back.value = world.present + 1
        for _ in 0..<20 where try decision("rolled_back") == nil { try await world.pass(hours: 24, step: 6) }
        let taken = try #require(try decision("rolled_back"))
        #expect(taken.version == promoted.version && taken.sentence.contains("version 1 is champion again"))
        #expect(taken.moment <= LoopWorld.start.advanced(hours: back.value + 240))
        #expect(try world.registry.aliases(of: Self.name)[.champion] == 1)
        for (moment, version) in [(promoted.moment, promoted.version), (taken.moment, 1)] {
            #expect(try world.ledger.version(behind: "champion", ofModel: Self.name, at: moment) == version)
        }
    }

    @Test("a challenger that has learned nonsense is refused, and the champion stays")
    func nonsense() async throws {
        let world = try LoopWorld(
            rules: Self.rules, promotion: PromotionRules(), startingAt: 1_300, warmest: { _ in 14 })
        try await world.pass(hours: 24 * 20, step: 24)
        try world.shuffleReadings(until: 1_290)
        _ = try await world.ledger.requestRetraining(
            ofSchema: "weather", byPerson: "a test", at: LoopWorld.start.advanced(hours: world.present))
        try await world.pass(hours: 24, step: 24)
        let decisions = try world.decisions().filter { $0.version == 2 && $0.model == Self.name }
        #expect(decisions.map(\.verdict) == ["refused"], "\(decisions.map(\.sentence))")
        #expect(try world.registry.aliases(of: Self.name) == [.champion: 1])
        #expect(try world.ledger.openRetrainingRequests().isEmpty)
    }

    @Test("a training that a process gave up or lost begins again with the next, by the ledger alone")
    func restart() async throws {
        let world = try LoopWorld(
            rules: Self.rules, promotion: PromotionRules(), startingAt: 1_300, warmest: { _ in 14 })
        let state = try #require(
            String(
                data: JSONEncoder().encode(["retraining": Self.interrupted(at: LoopWorld.start.advanced(hours: 1_299))]
                ),
                encoding: .utf8))
        let whole = state.dropLast() + ",\"promotions\":{}}"
        try world.ledger.record([], states: ["retraining of weather": String(whole)])
        try await world.pass(hours: 6, step: 6)
        let decisions = try world.decisions()
        #expect(decisions.first?.reasons == ["interrupted", "person_asked"])
        #expect(try world.registry.aliases(of: Self.name) == [.champion: 1])
    }

    private static func interrupted(at moment: Timestamp) throws -> RetrainingStateMachine {
        var machine = RetrainingStateMachine()
        _ = machine.look(
            RetrainingObservation(
                moment: moment, drift: nil, skill: nil, doubtedFeeds: [],
                requests: [
                    RetrainingRequest(
                        id: 1, askedAt: moment, origin: .person, schema: "weather", readingCount: 0, detail: "a test")
                ],
                material: RetrainingObservation.Material(readings: 2_000, readingsAtTraining: 2_000, missingModels: [])),
            rules: rules)
        return machine
    }
}
