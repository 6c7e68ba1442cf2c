import Ledger
import Pipeline
import Readings
import Testing

struct RetrainingStateMachineTests {
    /// One row of the table of two keys, and all that is said of it in a day of looks.
    struct Row: Sendable, CustomTestStringConvertible {
        let moved: Bool?
        let ratio: Double?
        let decisions: [Told]
        let trainingHour: Int?
        let testDescription: String
    }

    struct Told: Equatable {
        let hour: Int
        let verdict: RetrainingVerdict
        let reasons: [RetrainingReason]

        init(_ hour: Int, _ verdict: RetrainingVerdict, _ reasons: [RetrainingReason]) {
            (self.hour, self.verdict, self.reasons) = (hour, verdict, reasons)
        }

        init(_ decision: RetrainingDecision) {
            self.init(
                Int(decision.moment.hourIndex - HourlyLooks.start.hourIndex), decision.verdict, decision.reasons)
        }
    }

    private static let rows = [
        Row(
            moved: false, ratio: 1.29, decisions: [], trainingHour: nil,
            testDescription: "inputs steady, skill kept: silence"),
        Row(
            moved: true, ratio: 1.29, decisions: [Told(0, .watch, [.inputsMoved, .skillKept])], trainingHour: nil,
            testDescription: "inputs moved, skill kept: watch"),
        Row(
            moved: false, ratio: 1.3,
            decisions: [Told(0, .watch, [.inputsSteady, .notYetSure]), Told(5, .retrain, [.skillLost])],
            trainingHour: 5, testDescription: "inputs steady, skill lost: retrain"),
        Row(
            moved: true, ratio: 1.3,
            decisions: [
                Told(0, .watch, [.inputsMoved, .notYetSure]), Told(5, .retrainNow, [.skillLost, .inputsMoved]),
            ], trainingHour: 5, testDescription: "inputs moved, skill lost: retrain now"),
        Row(
            moved: nil, ratio: 1.3,
            decisions: [Told(0, .watch, [.inputsSteady, .notYetSure]), Told(5, .retrain, [.skillLost])],
            trainingHour: 5, testDescription: "inputs unknown, skill lost: retrain"),
        Row(
            moved: true, ratio: nil, decisions: [Told(0, .watch, [.inputsMoved, .skillUnknown])], trainingHour: nil,
            testDescription: "inputs moved, skill unknown: watch"),
        Row(
            moved: nil, ratio: nil, decisions: [], trainingHour: nil, testDescription: "nothing is known: silence"),
    ]

    @Test(arguments: rows)
    func `each row of the table is decided once, and trained by skill alone`(row: Row) {
        var loop = HourlyLooks(RetrainingRules(policies: [.twoKey]))
        let (decisions, trainingHour) = loop.looks(0..<24) {
            HourlyLooks.seen($0, moved: row.moved, ratio: row.ratio)
        }
        #expect(decisions.map(Told.init) == row.decisions)
        #expect(trainingHour == row.trainingHour)
        #expect((loop.machine.training != nil) == (row.trainingHour != nil))
        #expect(loop.machine.training?.reasons == (row.trainingHour == nil ? nil : row.decisions.last?.reasons))
    }

    @Test(arguments: rows)
    func `a feed that is not believed is quarantined first, whatever else is true`(row: Row) {
        var loop = HourlyLooks(RetrainingRules(policies: [.twoKey]))
        let feed = "temperature of JFK: stuck at 21.5 °C, since 2026-01-01T03:00:00Z"
        let (decisions, trainingHour) = loop.looks(0..<24) {
            HourlyLooks.seen($0, moved: row.moved, ratio: row.ratio, doubted: [feed])
        }
        #expect(decisions.map(Told.init) == [Told(0, .quarantine, [.feedDoubted])] + row.decisions)
        #expect(decisions.first?.sentence.contains(feed) == true)
        #expect(decisions.first?.sentence.contains("not trained on") == true)
        // A training beside it is one of other feeds.
        #expect(trainingHour == nil || decisions.last?.sentence.contains("on all trusted history") == true)
    }

    @Test func `what is seen stands in the sentence`() throws {
        var loop = HourlyLooks()
        let (decisions, _) = loop.looks(0..<24) { HourlyLooks.seen($0, moved: true, ratio: 1.3) }
        let (watch, training) = (try #require(decisions.first), try #require(decisions.last))
        let inputs = "nputs have moved (humidity, wind, largest score 0.420)"
        let skill = "the error of temperature beside persistence is 1.3 times what was promised, of 240 forecasts"
        #expect(
            watch.sentence
                == "I\(inputs), and forecasts have lost skill in 1 of the last 12 hours, of 6 that it takes (\(skill)): "
                + "nothing is trained.")
        #expect(
            training.sentence
                == "Forecasts have lost skill in 6 of the last 12 hours, of 6 that it takes (\(skill)), and i\(inputs); "
                + "models are trained anew on all trusted history.")
    }

    @Test func `what is not known is said so`() throws {
        var loop = HourlyLooks(RetrainingRules(policies: [.manual]))
        let requests = [HourlyLooks.request(1, .alert, "alert DataDrift")]
        let decision = try #require(
            loop.look(HourlyLooks.seen(0, moved: nil, ratio: nil, requests: requests)).decisions.first)
        #expect(decision.verdict == .watch)
        #expect(decision.sentence.contains("(alert DataDrift)"))
        #expect(decision.sentence.contains("hether inputs have moved is not known"))
        #expect(decision.sentence.contains("too few outcomes are known to judge forecasts"))
        #expect(decision.sentence.contains("no policy in force acts on it (manual)"))
    }

    @Test func `nothing is told twice while nothing changes, and what has changed once`() {
        var loop = HourlyLooks()
        let moved = [false, false, true, true, true, false, false, true]
        var told: [Told] = []
        for (hour, hasMoved) in moved.enumerated() {
            for minutes in [0, 20, 40] as [Int64] {
                let seen = HourlyLooks.seen(hour, minutes: minutes, moved: hasMoved)
                told += loop.look(seen).decisions.map(Told.init)
            }
        }
        #expect(
            told == [
                Told(2, .watch, [.inputsMoved, .skillKept]), Told(5, .silence, [.inputsSteady, .skillKept]),
                Told(7, .watch, [.inputsMoved, .skillKept]),
            ])
    }

    @Test func `the first training begins with enough to learn from, and names the models`() throws {
        for policies in [[], [.twoKey], Set(RetrainingPolicy.allCases)] as [Set<RetrainingPolicy>] {
            var loop = HourlyLooks(RetrainingRules(policies: policies))
            let (before, trainingHour) = loop.looks(0..<48) {
                HourlyLooks.seen($0, moved: nil, ratio: nil, atTraining: nil, missing: $0 < 30 ? [] : ["a", "b"])
            }
            #expect(trainingHour == 30)
            #expect(before.map(Told.init) == [Told(30, .retrain, [.firstTraining])])
            #expect(before.last?.sentence.hasPrefix("There is enough to train a and b; ") == true)
        }
    }

    @Test func `feeds are quarantined and released once each, each by its own`() {
        var loop = HourlyLooks()
        let doubted: [[String]] = [
            [], ["b of JFK"], ["b of JFK"], ["b of JFK", "a of EWR"], ["a of EWR", "b of JFK"], ["a of EWR"],
            ["a of EWR"], [], [], ["b of JFK"],
        ]
        var told: [String] = []
        for (hour, feeds) in doubted.enumerated() {
            for decision in loop.look(HourlyLooks.seen(hour, doubted: feeds)).decisions {
                let feed = ["a of EWR", "b of JFK"].filter(decision.sentence.contains).joined()
                told.append("\(hour) \(decision.verdict) \(feed)")
                #expect(decision.reasons == [decision.verdict == .quarantine ? .feedDoubted : .feedBelieved])
                #expect(decision.requests.isEmpty)
            }
        }
        #expect(
            told == [
                "1 quarantine b of JFK", "3 quarantine a of EWR", "5 release b of JFK", "7 release a of EWR",
                "9 quarantine b of JFK",
            ])
    }

    @Test func `several feeds in one look are told in their order, quarantines first`() {
        var loop = HourlyLooks()
        _ = loop.look(HourlyLooks.seen(0, doubted: ["d", "c"]))
        let decisions = loop.look(HourlyLooks.seen(1, doubted: ["b", "a"])).decisions
        #expect(decisions.map(\.verdict) == [.quarantine, .quarantine, .release, .release])
        for (decision, feed) in zip(decisions, ["a", "b", "c", "d"]) {
            #expect(decision.sentence.contains(": \(feed)."))
        }
    }
}
