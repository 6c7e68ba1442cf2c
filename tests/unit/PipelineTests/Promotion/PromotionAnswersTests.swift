import Foundation
import Ledger
import Logging
import Pipeline
import Readings
import Registry
import TestSupport
import Testing

struct PromotionAnswersTests {
    private static let name = "anomaly-detection-model"

    private static func answers(_ answers: Int, failing failures: Int) -> VersionAnswers {
        VersionAnswers(model: name, version: 4, answers: answers, failures: failures)
    }

    /// Version 4 on trial since hour 0.
    private static var story: PromotionStory {
        var story = PromotionStory(PromotionRules(shadowHours: 0))
        _ = story.challenger()
        _ = story.promoted(at: 0)
        return story
    }

    @Test(arguments: [
        // Rows asked about, failures, and whether that is too much.
        (0, 0, false), (19, 19, false), (20, 0, false), (20, 1, true), (99, 1, true), (100, 1, true), (101, 1, false),
        (1_000_000, 9_999, false), (1_000_000, 10_000, true),
    ])
    func `who fails at one row of a hundred on trial, of at least twenty, is rolled back`(
        asked: Int, failures: Int, isTooMuch: Bool
    ) {
        var story = Self.story
        let actions = story.look(1, champion: 4, answers: Self.answers(asked, failing: failures))
        #expect(actions == (isTooMuch ? [.rollBack(from: 4, to: 3)] : []))
    }

    @Test func `the sentence says how often it failed, whatever its forecasts were like`() throws {
        var story = Self.story
        let answers = Self.answers(120, failing: 3)
        let actions = story.machine.rolledBack(
            4, to: 3, because: PromotionStory.comparison(0.5, hours: 50), answers: answers, at: PromotionStory.moment(1)
        )
        #expect(
            actions.decisions.first?.sentence
                == "it failed at 3 of 120 rows that it was asked about, 2.5 %, and less than 1 % may fail; version 3 is "
                + "champion again")
    }

    @Test func `a failing version that another hand has moved away is not moved again`() {
        var story = Self.story
        #expect(story.look(1, champion: 9, answers: Self.answers(100, failing: 50)).told == ["1 h: 4 overtaken"])
    }

    @Test func `counts that a service has kept in the ledger take the champion on trial back`() throws {
        struct State: Encodable {
            let retraining = RetrainingStateMachine()
            let promotions: [String: PromotionStateMachine]
        }
        let scratch = try ScratchDirectory()
        let (ledger, registry) = (
            try LedgerDatabase(dataDirectory: scratch.path), ModelRegistry(dataDirectory: scratch.path)
        )
        for _ in 1...4 {
            let version = try registry.registerEmptyVersion(of: Self.name)
            try registry.promote(version.number, of: Self.name)
        }
        let state = try JSONEncoder().encode(State(promotions: [Self.name: Self.story.machine]))
        try ledger.record([], states: ["retraining of weather": String(decoding: state, as: UTF8.self)])
        let loop = RetrainingLoop(
            RetrainingLoop.Surroundings(
                dataDirectory: scratch.path,
                subjects: [LoopSubject(sensors: .weather, detector: Self.name, forecaster: nil)],
                retraining: RetrainingRules(), promotion: PromotionRules(), forecasts: nil
            ) { _, _ in .busy }, ledger: ledger, interval: .seconds(1), now: { PromotionStory.moment(2) },
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        try ledger.add([Self.answers(1_000, failing: 4)], at: PromotionStory.moment(0))
        loop.look()
        #expect(try ledger.decisions(limit: 10) == [])
        let other = try LedgerDatabase(dataDirectory: scratch.path)
        try other.add([Self.answers(100, failing: 8)], at: PromotionStory.moment(1))
        loop.look()
        let decision = try #require(try ledger.decisions(limit: 10).first)
        #expect(decision.verdict == "rolled_back" && decision.version == 4 && decision.model == Self.name)
        #expect(decision.sentence.contains("it failed at 12 of 1100 rows"))
        #expect(decision.inputs == #"{"answers":{"asked":1100,"failed":12}}"#)
        #expect(try registry.aliases(of: Self.name) == [.champion: 3])
    }
}
