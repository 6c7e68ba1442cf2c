import Foundation
import Ledger
import Logging
import Pipeline
import Readings
import Registry
import TestSupport
import Testing

/// What the loop makes of what trainings give, with versions that hold nothing.
@Suite(.timeLimit(.minutes(10)))
struct TrainingOutcomesTests {
    private struct State: Encodable {
        let retraining = RetrainingStateMachine()
        let promotions: [String: PromotionStateMachine]
    }

    private static let name = "anomaly-detection-model"

    private let scratch: ScratchDirectory
    private let ledger: LedgerDatabase
    private let registry: ModelRegistry

    /// Version 1 is champion, and the newest is challenger.
    init() throws {
        scratch = try ScratchDirectory()
        ledger = try LedgerDatabase(dataDirectory: scratch.path)
        registry = ModelRegistry(dataDirectory: scratch.path)
        for _ in 1...4 {
            _ = try registry.registerEmptyVersion(of: Self.name)
        }
        try registry.promote(1, of: Self.name)
        try registry.point(.challenger, of: Self.name, at: 4)
    }

    private static func verdict(_ passed: Bool) -> GateVerdict {
        GateVerdict(checks: [GateVerdict.Check(name: "flags", passed: passed, sentence: "as a test says")])
    }

    /// Has a person ask for a training that ends in a way, and the loop look before it and after it.
    private func train(_ outcome: TrainingOutcome) async throws -> [DecisionRecord] {
        var machine = PromotionStateMachine()
        let rules = PromotionRules()
        _ = machine.challenger(
            3, champion: 1, verdict: Self.verdict(true), at: PromotionStory.moment(0), rules: rules)
        let state = try JSONEncoder().encode(State(promotions: [Self.name: machine]))
        try ledger.record([], states: ["retraining of weather": String(decoding: state, as: UTF8.self)])
        let loop = RetrainingLoop(
            RetrainingLoop.Surroundings(
                dataDirectory: scratch.path,
                subjects: [LoopSubject(sensors: .weather, detector: Self.name, forecaster: nil)],
                retraining: RetrainingRules(), promotion: rules, forecasts: nil
            ) { _, _ in outcome }, ledger: ledger, interval: .seconds(1), now: { PromotionStory.moment(2) },
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        _ = try await ledger.requestRetraining(ofSchema: "weather", byPerson: "a test", at: PromotionStory.moment(1))
        loop.look()
        await loop.trainingsEnded()
        loop.look()
        return try ledger.decisions(limit: 10).filter { $0.verdict != "retrain" }
    }

    private func record(_ version: Int, passed: Bool) -> TrainingOutcome {
        .challenges(
            [ChallengeRecord(name: Self.name, version: version, champion: 1, verdict: Self.verdict(passed))],
            problems: [])
    }

    @Test func `who is refused leaves the alias to the version that is on its way`() async throws {
        let decisions = try await train(record(4, passed: false))
        #expect(decisions.map(\.verdict) == ["refused"] && decisions.first?.version == 4)
        #expect(try registry.aliases(of: Self.name) == [.champion: 1, .challenger: 3])
    }

    @Test func `who passes takes the place of the version that is on its way`() async throws {
        let decisions = try await train(record(4, passed: true))
        #expect(decisions.map(\.verdict) == ["shadow", "replaced"])
        #expect(try registry.aliases(of: Self.name) == [.champion: 1, .challenger: 4])
    }

    @Test(arguments: [(1, "champion already"), (3, "on its way already")])
    func `the same version once more is nothing new, and no failure`(version: Int, words: String) async throws {
        try registry.point(.challenger, of: Self.name, at: 3)
        let decisions = try await train(record(version, passed: false))
        #expect(decisions.map(\.verdict) == ["failed"])
        #expect(decisions.first?.sentence.contains(words) == true)
        #expect(try ledger.loopState("retraining of weather")?.contains(#""failures":0"#) == true)
        #expect(try registry.aliases(of: Self.name) == [.champion: 1, .challenger: 3])
    }

    @Test func `a training that found no room says so, and asks for nothing by itself`() async throws {
        let decisions = try await train(.busy)
        #expect(decisions.map(\.verdict) == ["failed"])
        #expect(decisions.first?.sentence.contains("Another process trained") == true)
    }
}
