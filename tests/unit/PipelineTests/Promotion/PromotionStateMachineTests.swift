import Pipeline
import Readings
import Testing

struct PromotionStateMachineTests {
    @Test(arguments: [
        (PromotionStory.verdict(false), "check 0 fails"), (PromotionStory.verdict(true, false), "check 1 fails"),
        (PromotionStory.verdict(false, true, false), "check 0 fails; check 2 fails"), (GateVerdict(checks: []), ""),
    ])
    func `what the gate refuses goes no further, and is told why`(verdict: GateVerdict, sentence: String) throws {
        var story = PromotionStory()
        let actions = story.challenger(verdict: verdict)
        #expect(actions.count == 1)
        #expect(actions.told == ["0 h: 4 refused"])
        #expect(actions.decisions.first?.sentence == sentence)
        #expect(story.machine.stage == .idle)
        #expect(story.looks(1..<300) == nil)
    }

    @Test func `what passes the gate stands beside the champion for its time, then becomes champion`() throws {
        var story = PromotionStory()
        let shadow = story.challenger(verdict: PromotionStory.verdict(true, true))
        #expect(shadow.count == 1)
        #expect(shadow.told == ["0 h: 4 shadow"])
        #expect(
            shadow.decisions.first?.sentence
                == "check 0 holds; check 1 holds; it stands beside the champion for 24 h")
        #expect(story.machine.stage == .shadowing(version: 4, since: PromotionStory.start.milliseconds))
        let found = story.looks(1..<100, comparison: { PromotionStory.comparison(0.1, hours: $0) })
        let end = try #require(found)
        #expect(end.hour == 24)
        #expect(end.actions == [.promote(4, replacing: 3)])
        let promoted = story.promoted(at: 24)
        #expect(promoted.told == ["24 h: 4 promoted"])
        #expect(promoted.decisions.first?.sentence.contains("version 3") == true)
        #expect(
            story.machine.stage
                == .onTrial(version: 4, predecessor: 3, since: PromotionStory.moment(24).milliseconds))
    }

    @Test func `until the alias has moved, each look asks for it again`() {
        var story = PromotionStory()
        _ = story.challenger()
        for hour in 24..<30 { #expect(story.look(hour) == [.promote(4, replacing: 3)]) }
    }

    @Test func `a shadow that does worse is refused in the hour in which it is sure`() throws {
        var story = PromotionStory()
        _ = story.challenger()
        let found = story.looks(1..<24, comparison: { PromotionStory.comparison(0.5, hours: $0) })
        let end = try #require(found)
        #expect(end.hour == 14)
        #expect(end.actions.told == ["14 h: 4 refused"])
        #expect(
            end.actions.decisions.first?.sentence
                == "its errors are 50 % larger over 14 h than those of the champion on the same hours, which is sure "
                + "after 14 h")
        #expect(story.machine.stage == .idle)
    }

    @Test func `a shadow found worse on its last hour is not promoted`() {
        var story = PromotionStory()
        _ = story.challenger()
        let actions = story.look(24, comparison: PromotionStory.comparison(0.5, hours: 24))
        #expect(actions.told == ["24 h: 4 refused"])
        #expect(actions.count == 1)
    }

    @Test func `a person approves: the version waits, and is promoted once approved`() throws {
        var story = PromotionStory(PromotionRules(needsApproval: true))
        _ = story.challenger()
        let found = story.looks(1..<50, approved: [3, 5])
        let waiting = try #require(found)
        #expect(waiting.hour == 24)
        #expect(waiting.actions.told == ["24 h: 4 waiting"])
        #expect(waiting.actions.decisions.first?.sentence.contains("72 h") == true)
        #expect(story.machine.stage == .waiting(version: 4, since: PromotionStory.moment(24).milliseconds))
        #expect(story.looks(25..<90, approved: [3, 5]) == nil)
        #expect(story.look(90, approved: [4]) == [.promote(4, replacing: 3)])
        #expect(story.promoted(at: 90).told == ["90 h: 4 promoted"])
    }

    @Test func `what was approved before it waited is promoted at the next look`() {
        var story = PromotionStory(PromotionRules(needsApproval: true))
        _ = story.challenger()
        #expect(story.look(24, approved: [4]).told == ["24 h: 4 waiting"])
        #expect(story.look(25, approved: [4]) == [.promote(4, replacing: 3)])
    }

    @Test func `what nobody approves expires on its hour`() throws {
        var story = PromotionStory(PromotionRules(needsApproval: true, approvalHours: 10, shadowHours: 5))
        _ = story.challenger()
        #expect(story.look(5).told == ["5 h: 4 waiting"])
        let found = story.looks(6..<100)
        let end = try #require(found)
        #expect(end.hour == 15)
        #expect(end.actions.told == ["15 h: 4 expired"])
        #expect(end.actions.decisions.first?.sentence.contains("10 h") == true)
        #expect(story.machine.stage == .idle)
        #expect(story.looks(16..<100, approved: [4]) == nil)
    }

    @Test func `without a shadow the gate is enough`() {
        var story = PromotionStory(PromotionRules(shadowHours: 0))
        let actions = story.challenger()
        #expect(actions.last == .promote(4, replacing: 3))
        #expect(actions.decisions.map(\.sentence) == ["check 0 holds"])
    }

    @Test func `without a shadow and with an approval it waits at once`() {
        var story = PromotionStory(PromotionRules(needsApproval: true, shadowHours: 0))
        let actions = story.challenger()
        #expect(actions.told.last == "0 h: 4 waiting")
        #expect(actions.decisions.count == actions.count)
        #expect(story.look(1) == [])
        #expect(story.look(2, approved: [4]) == [.promote(4, replacing: 3)])
    }

    @Test(arguments: [false, true])
    func `the first version has nobody to beat, and no trial`(needsApproval: Bool) {
        var story = PromotionStory(PromotionRules(needsApproval: needsApproval))
        let actions = story.challenger(1, champion: nil)
        #expect(actions.last == .promote(1, replacing: nil))
        let promoted = story.promoted(1, from: nil, at: 0)
        #expect(promoted.told == ["0 h: 1 promoted"])
        #expect(promoted.decisions.first?.sentence.contains("first") == true)
        #expect(story.machine.stage == .idle)
        #expect(story.looks(1..<300, champion: 1) == nil)
    }

    @Test func `the first version too must pass the gate`() {
        var story = PromotionStory()
        let actions = story.challenger(1, champion: nil, verdict: PromotionStory.verdict(false))
        #expect(actions.told == ["0 h: 1 refused"])
        #expect(actions.count == 1)
    }

    @Test func `a gate that saw nothing passes nobody`() {
        #expect(!GateVerdict(checks: []).passed)
        #expect(PromotionStory.verdict(true, true).passed)
        #expect(!PromotionStory.verdict(true, false).passed)
    }
}
