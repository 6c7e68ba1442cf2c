import Foundation
import TestSupport
import Testing

/// `replay` on the quickstart's readings.
struct ReplayCommandTests {
    private func run(_ arguments: [String]) async throws -> BuiltProgram.Outcome {
        let data = try await QuickstartDirectory.shared.value.path
        return try await BuiltProgram.run(["replay", "--data-dir", data] + arguments)
    }

    @Test func `prints each policy with its figures and decisions, and writes the page`() async throws {
        let scratch = try ScratchDirectory()
        let page = scratch.file("pages/replay.html")
        let outcome = try await run([
            "--from", "2013-11-20", "--policy", "never,schedule", "--inject", "stuck@2013-12-01..2013-12-10/JFK",
            "--inject", "scale:temperature:1.5@2013-12-15/all", "--report", page, "--json",
        ])
        #expect(outcome.status == 0)
        let object = try outcome.object
        #expect(
            Set(object.keys) == [
                "from", "to", "sensor", "settings", "policies", "faults", "false_quarantines", "recommended",
                "recommendation",
                "report", "seconds",
            ])
        #expect(object["settings"] as? [String: String] == ["TRAINING_FORECASTER": "linear", "TRAINING_SEED": "42"])
        #expect(object["from"] as? String == "2013-11-20T00:00:00Z" && object["sensor"] as? String == "temperature")
        let policies = try #require(object["policies"] as? [[String: Any]])
        #expect(policies.compactMap { $0["policy"] as? String } == ["never", "schedule"])
        #expect(policies.compactMap { $0["retrains"] as? Int } == [0, 1])
        #expect(policies.compactMap { $0["missed_changes"] as? Int } == [1, 0])
        for policy in policies {
            #expect(
                Set(policy.keys) == [
                    "policy", "retrains", "false_alarms", "missed_changes", "promotions", "rollbacks", "mae",
                    "mae_by_month", "skill", "decisions",
                ])
            let skill = try #require(policy["skill"] as? [String: [String: Double]])
            #expect(Set(try #require(skill["temperature"]).keys) == ["1", "3", "6", "12", "24"])
            let decisions = try #require(policy["decisions"] as? [[String: Any]])
            #expect(decisions.first?["reasons"] as? [String] == ["first_training"])
        }
        let faults = try #require(object["faults"] as? [[String: Any]])
        #expect(faults.map { $0["found"] as? Bool } == [true, nil])
        let html = try String(contentsOfFile: page, encoding: .utf8)
        #expect(html.contains("What the loop would have done") && html.contains("stuck in temperature of JFK"))
        #expect(
            html.contains("TRAINING_FORECASTER=linear") && html.contains("scale by 1.5 in temperature of all stations"))
        #expect(!html.contains("<script") && !html.contains("http://"))
    }

    @Test func `says what to choose and what to do next`() async throws {
        let scratch = try ScratchDirectory()
        let outcome = try await run([
            "--from", "2013-12-10", "--policy", "never", "--report", scratch.file("replay.html"),
        ])
        #expect(outcome.status == 0)
        #expect(outcome.output.contains("never: 0 retrainings") && outcome.output.contains("Next:"))
        #expect(outcome.errors.contains("replaying never"))
    }

    @Test func `shows what was set, and with a change of the weather who did not follow it`() async throws {
        let scratch = try ScratchDirectory()
        let data = try await QuickstartDirectory.shared.value.path
        let outcome = try await BuiltProgram.run(
            [
                "replay", "--data-dir", data, "--from", "2013-12-10", "--policy", "never", "--inject",
                "bias:temperature:+4@2013-12-15/all", "--report", scratch.file("replay.html"),
            ], environment: ["RETRAIN_SKILL_LOSS": "1.2", "FEED_CHECKS": "false"])
        #expect(outcome.status == 0)
        #expect(outcome.output.contains("missed changes"))
        #expect(
            outcome.output.contains(
                "with FEED_CHECKS=false RETRAIN_SKILL_LOSS=1.2 TRAINING_FORECASTER=linear TRAINING_SEED=42"))
        #expect(outcome.output.contains("bias of +4 °C in temperature of all stations"))
        #expect(outcome.output.contains("although nothing was put into them: 0"))
    }

    @Test(arguments: [
        (["--policy", "sometimes"], "there is no policy \"sometimes\""), (["--policy", "drift,drift"], "named twice"),
        (["--inject", "fog"], "--inject: \"fog\" is not KIND"), (["--from", "soon"], "--from: \"soon\""),
        (["--report", "/"], "--report: \"/\" is no name for a file"),
    ])
    func `refuses what means nothing`(arguments: [String], words: String) async throws {
        let outcome = try await run(arguments)
        #expect(outcome.status == 64 && outcome.errors.contains(words))
    }

    @Test func `a page that cannot be written costs no figures`() async throws {
        let outcome = try await run([
            "--from", "2013-12-15", "--policy", "never", "--json", "--report", "/dev/null/replay.html",
        ])
        #expect(outcome.status == 1 && outcome.errors.contains("/dev/null/replay.html: cannot be written"))
        #expect((try outcome.object["policies"] as? [[String: Any]])?.count == 1)
    }

    @Test func `a directory without readings is said to have none`() async throws {
        let scratch = try ScratchDirectory()
        let outcome = try await BuiltProgram.run(["replay", "--data-dir", scratch.path])
        #expect(outcome.status == 65 && outcome.errors.contains("replay: 0 hours of readings before"))
    }

    @Test(arguments: [
        (["--from", "2013-01-05"], "hours of readings before"),
        (["--from", "2014-06-01"], "and 0 after it; 336 and 48"),
        (["--from", "2013-12-10", "--inject", "stuck/Paris"], "there is no station Paris"),
    ])
    func `names what does not fit the readings`(arguments: [String], words: String) async throws {
        let outcome = try await run(arguments + ["--policy", "never"])
        #expect(outcome.status == 65 && outcome.errors.contains(words), "\(outcome.errors)")
    }
}
