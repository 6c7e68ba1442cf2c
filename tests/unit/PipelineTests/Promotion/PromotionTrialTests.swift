import Pipeline
import Readings
import Testing

struct PromotionTrialTests {
    /// A story at the begin of each stage that a version may be in, and its hour.
    enum Stage: CaseIterable {
        case shadowing, waiting, onTrial

        var story: PromotionStory {
            var story = PromotionStory(PromotionRules(needsApproval: self == .waiting, shadowHours: 10))
            _ = story.challenger()
            guard self != .shadowing else { return story }
            _ = story.look(10)
            if self == .onTrial { _ = story.promoted(at: 10) }
            return story
        }

        /// The champion while nobody else has a hand in it.
        var champion: Int { self == .onTrial ? 4 : 3 }
    }

    @Test(arguments: [nil, 0.02, -0.2] as [Double?])
    func `who stays champion through the trial is proven on its hour`(excess: Double?) throws {
        var story = Stage.onTrial.story
        let found = story.looks(11..<400, champion: 4) { hour in
            excess.map { PromotionStory.comparison($0, hours: hour - 10) }
        }
        let end = try #require(found)
        #expect(end.hour == 10 + 168)
        #expect(end.actions.told == ["178 h: 4 proven"])
        let words = excess.map { ", \($0 > 0 ? "2 % larger" : "20 % smaller") over 168 h beside version 3" } ?? ""
        #expect(end.actions.decisions.first?.sentence == "it has answered for 168 h\(words)")
        #expect(story.machine.stage == .idle)
        #expect(story.look(179, champion: 4) == [])
    }

    @Test func `who does worse on trial is rolled back in the hour in which it is sure`() throws {
        var story = Stage.onTrial.story
        let comparison = { (hour: Int) in PromotionStory.comparison(0.4, hours: hour - 10) }
        let found = story.looks(11..<400, champion: 4, comparison: comparison)
        let end = try #require(found)
        #expect(end.hour == 28)
        #expect(end.actions == [.rollBack(from: 4, to: 3)])
        // Until the alias has moved, each look asks for it again.
        #expect(story.look(29, champion: 4, comparison: comparison(29)) == [.rollBack(from: 4, to: 3)])
        let actions = story.machine.rolledBack(
            4, to: 3, because: comparison(29), at: PromotionStory.moment(29))
        #expect(actions.told == ["29 h: 4 rolled_back"])
        #expect(
            actions.decisions.first?.sentence
                == "its errors are 40 % larger over 19 h than those of version 3 on the same hours, which is sure after "
                + "18 h; version 3 is champion again")
        #expect(story.machine.stage == .idle)
        #expect(story.looks(30..<300) == nil)
    }

    @Test func `a sentence on doing worse never says smaller, also after a good time`() throws {
        var story = Stage.onTrial.story
        let differences = Array(repeating: -0.2, count: 100) + Array(repeating: 0.5, count: 14)
        let comparison = LiveComparison(differences: differences)
        #expect(comparison.worseAfter == 114)
        #expect(story.look(124, champion: 4, comparison: comparison) == [.rollBack(from: 4, to: 3)])
        let actions = story.machine.rolledBack(4, to: 3, because: comparison, at: PromotionStory.moment(124))
        let sentence = try #require(actions.decisions.first?.sentence)
        #expect(!sentence.contains("smaller"), "\(sentence)")
    }

    @Test func `who does worse on the last hour of the trial is rolled back`() {
        var story = Stage.onTrial.story
        let differences = Array(repeating: 0, count: 154) + Array(repeating: 0.5, count: 14)
        let actions = story.look(178, champion: 4, comparison: LiveComparison(differences: differences))
        #expect(actions == [.rollBack(from: 4, to: 3)])
    }

    @Test func `without a trial a promotion is the end`() {
        var story = PromotionStory(PromotionRules(shadowHours: 10, trialHours: 0))
        _ = story.challenger()
        #expect(story.look(10) == [.promote(4, replacing: 3)])
        _ = story.promoted(at: 10)
        #expect(story.machine.stage == .idle)
        #expect(story.look(11, champion: 4, comparison: PromotionStory.comparison(2, hours: 100)) == [])
    }

    @Test(arguments: Stage.allCases, [nil, 2, 9] as [Int?])
    func `who is overtaken by hand steps back, in each stage`(stage: Stage, champion: Int?) {
        var story = stage.story
        // Neither an approval nor a comparison weighs more than a person's hand.
        let actions = story.look(
            300, champion: champion, comparison: PromotionStory.comparison(0.5, hours: 50), approved: [4])
        #expect(actions.told == ["300 h: 4 overtaken"])
        #expect(actions.count == 1)
        let words = champion.map { "version \($0)" } ?? "no version"
        #expect(actions.decisions.first?.sentence.contains(words) == true)
        #expect(story.machine.stage == .idle)
        #expect(story.look(301, champion: champion) == [])
    }

    @Test func `a move that came too late is told as overtaken`() {
        var story = Stage.shadowing.story
        #expect(story.look(10) == [.promote(4, replacing: 3)])
        let actions = story.machine.overtaken(4, by: 9, at: PromotionStory.moment(10))
        #expect(actions.told == ["10 h: 4 overtaken"])
        #expect(actions.decisions.first?.sentence.contains("version 9") == true)
        #expect(story.machine.stage == .idle)
    }

    @Test(arguments: Stage.allCases)
    func `a newer challenger takes the place of one on its way`(stage: Stage) {
        var story = stage.story
        let actions = story.challenger(5, champion: stage.champion, at: 20)
        #expect(actions.told.contains("20 h: 5 shadow"))
        #expect(story.machine.stage == .shadowing(version: 5, since: PromotionStory.moment(20).milliseconds))
        // An approval of the one before is none of this one.
        #expect(story.look(29, champion: stage.champion, approved: [4]) == [])
        let later = story.look(30, champion: stage.champion, approved: [4, 5])
        if story.rules.needsApproval {
            #expect(later.told == ["30 h: 5 waiting"])
            #expect(story.look(31, champion: stage.champion, approved: [4]) == [])
        } else {
            #expect(later == [.promote(5, replacing: stage.champion)])
        }
    }

    @Test(arguments: Stage.allCases)
    func `a newer challenger that the gate refuses takes nobody's place`(stage: Stage) {
        var story = stage.story
        let before = story.machine
        let actions = story.challenger(
            5, champion: stage.champion, verdict: PromotionStory.verdict(false), at: 20)
        #expect(actions.told == ["20 h: 5 refused"])
        #expect(story.machine == before)
    }
}
