import Foundation
import Pipeline
import Readings
import Testing

struct PromotionRestartTests {
    private static func restarted(_ story: PromotionStory) throws -> PromotionStory {
        var copy = story
        copy.machine = try JSONDecoder().decode(
            PromotionStateMachine.self, from: JSONEncoder().encode(story.machine))
        return copy
    }

    /// All that may come next, from a stage: time, a better and a worse comparison, an approval, another hand.
    private static func futures(of story: PromotionStory, champion: Int) -> [[[PromotionStateMachine.Action]]] {
        let looks: [(inout PromotionStory, Int) -> [PromotionStateMachine.Action]] = [
            { $0.look($1, champion: champion) },
            { $0.look($1, champion: champion, comparison: PromotionStory.comparison(0.5, hours: $1)) },
            { $0.look($1, champion: champion, comparison: PromotionStory.comparison(-0.1, hours: $1)) },
            { $0.look($1, champion: champion, approved: [4]) },
            { $0.look($1, champion: $1 < 60 ? champion : 9) },
        ]
        return looks.map { look in
            var copy = story
            return (11..<400).map { look(&copy, $0) }
        }
    }

    @Test(arguments: PromotionTrialTests.Stage.allCases)
    func `a machine that is read back from JSON goes on the same way, in each stage`(
        stage: PromotionTrialTests.Stage
    ) throws {
        let story = stage.story
        let restored = try Self.restarted(story)
        #expect(restored.machine == story.machine)
        let futures = Self.futures(of: story, champion: stage.champion)
        #expect(Self.futures(of: restored, champion: stage.champion) == futures)
        #expect(futures.allSatisfy { $0.contains { !$0.isEmpty } })
    }

    @Test func `an idle machine is read back as one`() throws {
        #expect(try Self.restarted(PromotionStory()).machine == PromotionStateMachine())
    }

    @Test(arguments: [3, nil] as [Int?])
    func `a promotion without a shadow that was lost with its process is asked for again`(champion: Int?) throws {
        var story = PromotionStory(PromotionRules(shadowHours: champion == nil ? 24 : 0))
        #expect(story.challenger(champion: champion).last == .promote(4, replacing: champion))
        story = try Self.restarted(story)
        #expect(story.look(1, champion: champion) == [.promote(4, replacing: champion)])
    }

    @Test(arguments: [PromotionTrialTests.Stage.shadowing, .waiting])
    func `an alias that had moved before the process was lost is a promotion, not another hand`(
        stage: PromotionTrialTests.Stage
    ) throws {
        var story = try Self.restarted(stage.story)
        // The caller finds the alias where it is to be, and goes on.
        #expect(story.look(11, champion: 4) == [.promote(4, replacing: 3)])
        #expect(story.promoted(at: 11).told == ["11 h: 4 promoted"])
        #expect(
            story.machine.stage
                == .onTrial(version: 4, predecessor: 3, since: PromotionStory.moment(11).milliseconds))
    }
}
