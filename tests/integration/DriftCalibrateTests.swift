import Foundation
import TestSupport
import Testing

/// `drift calibrate` on the quickstart's readings.
struct DriftCalibrateTests {
    private static let arguments = ["drift", "calibrate", "--trusted-before", "2013-07-01"]

    private func data() async throws -> String { try await QuickstartDirectory.shared.value.path }

    @Test func `prints rules, causes and what it recommends`() async throws {
        let outcome = try await BuiltProgram.run(Self.arguments + ["--data-dir", try await data(), "--json"])
        #expect(outcome.status == 0)
        let object = try outcome.object
        #expect(
            Set(object.keys) == [
                "from", "to", "stations", "station_years", "sensor", "starts", "expected_causes", "rules",
                "share_named_right", "chosen_on", "recommended", "seconds",
            ])
        let rules = try #require(object["rules"] as? [[String: Any]])
        #expect(rules.compactMap { $0["rule"] as? String }.prefix(2) == ["recommended", "in force"])
        for rule in rules {
            #expect(
                Set(rule.keys).subtracting(["days_between_false_alarms"]) == [
                    "rule", "false_alarms", "false_alarms_per_station_year", "false_alarms_by_sensor", "share_of_days",
                    "faults",
                ])
            let faults = try #require(rule["faults"] as? [String: [String: Any]])
            #expect(Set(faults.keys) == Set(try #require(object["expected_causes"] as? [String: String]).keys))
            for fault in faults.values {
                #expect(
                    Set(fault.keys).subtracting(["median_delay_hours"]) == [
                        "tried", "found", "already_alarming", "delays_hours", "causes", "wrongly_blamed",
                    ])
            }
        }
        #expect(outcome.errors.contains("replaying 108 faults"))
    }

    @Test func `writes limits into a configuration file and leaves the rest of it as it is`() async throws {
        let scratch = try ScratchDirectory()
        let file = try scratch.write(
            "# mine\nserve:\n  port: 8181 # not 8080\nfeed:\n    spread:\n        factor: 9\n    # a gap\n    gap:\n"
                + "        hours: 20\n", to: "settings.yaml")
        let outcome = try await BuiltProgram.run(
            Self.arguments + ["--choose-on", "EWR", "--write", file, "--data-dir", try await data()])
        #expect(outcome.status == 0 && outcome.output.contains("chosen on EWR; written to \(file)"))
        let text = try String(contentsOfFile: file, encoding: .utf8)
        #expect(text.hasPrefix("# mine\nserve:\n  port: 8181 # not 8080\nfeed:\n"))
        #expect(text.contains("        factor: 1.20\n") && text.contains("    # a gap\n    gap:\n        hours: 20\n"))
        let shown = try await BuiltProgram.run(["config", "--json", "--config", file])
        let settings = try #require(try shown.object["settings"] as? [String: [String: String]])
        #expect(settings["feed.difference.limit"]?["value"] == "2.00")
        #expect(settings["feed.difference.limit"]?["source"] == "configuration file")
        #expect(settings["feed.gap.hours"]?["value"] == "20" && settings["serve.port"]?["value"] == "8181")
    }

    @Test(arguments: [
        (["--sensor", "colour"], "--sensor: weather has no sensor colour"),
        (["--choose-on", "Paris"], "--choose-on: there are no readings of Paris"),
        (["--choose-on", "EWR,JFK,LGA"], "--choose-on: leaves no station to count on"),
        (["--starts", "soon"], "--starts: \"soon\" is not a moment"),
        (["--false-alarms", "nan"], "--false-alarms: a number, 0 to 1000"),
        (["--false-alarms", "1e19"], "--false-alarms: a number, 0 to 1000"),
        (["--schema", "soil"], "--schema: there is no schema soil"),
    ])
    func `refuses what cannot be meant`(arguments: [String], problem: String) async throws {
        let outcome = try await BuiltProgram.run(Self.arguments + arguments + ["--data-dir", try await data()])
        #expect(outcome.status == 64 && outcome.errors.contains(problem))
    }

    @Test(arguments: [
        (["--trusted-before", "2013-01-02"], "336 and 241 are needed"),
        (
            ["--starts", "2013-09-01,2020-01-01", "--trusted-before", "2013-07-01"],
            "2020-01-01T00:00:00Z does not lie between 2013-07-"
        ),
        (["--schema", "machine", "--data-dir", "/nowhere"], "there are no machine readings yet"),
    ])
    func `says which hours are missing`(arguments: [String], problem: String) async throws {
        let directory = arguments.contains("--data-dir") ? [] : ["--data-dir", try await data()]
        let outcome = try await BuiltProgram.run(["drift", "calibrate"] + arguments + directory)
        #expect(outcome.status == 65 && outcome.errors.contains(problem))
    }

    @Test(arguments: [
        "feed:\n  \"difference\":\n    limit: 3\n", "feed: {difference: {limit: 3}}\n", "{}\n",
        "feed.difference.limit: 3\n",
        "serve:\n  host: |\n    feed:\n      spread:\n        factor: 3\nfeed:\n  spread: {factor: 3}\n",
        "- a list\n", "serve:\n  port: 1\n  port: 2\n", "serve: [\n",
    ])
    func `leaves a file alone whose lines cannot be replaced safely`(text: String) async throws {
        let scratch = try ScratchDirectory()
        let file = try scratch.write(text, to: "settings.yaml")
        let outcome = try await BuiltProgram.run(
            Self.arguments + ["--write", file, "--data-dir", try await data()])
        #expect(outcome.status == 78 && outcome.errors.contains(file), "\(outcome.errors)")
        #expect(try String(contentsOfFile: file, encoding: .utf8) == text)
    }

    @Test func `a written file keeps its permissions, its line ends and the link that leads to it`() async throws {
        let scratch = try ScratchDirectory()
        let file = try scratch.write(
            "serve:\r\n  port: 8181\r\nfeed:\r\n  spread:\r\n    factor: 3\r\n", to: "real.yaml")
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file)
        let link = "\(scratch.path)/link.yaml"
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "real.yaml")
        let outcome = try await BuiltProgram.run(
            Self.arguments + ["--write", link, "--data-dir", try await data()])
        #expect(outcome.status == 0, "\(outcome.errors)")
        let text = try String(contentsOfFile: file, encoding: .utf8)
        #expect(text.hasPrefix("serve:\r\n  port: 8181\r\nfeed:\r\n"))
        #expect(text.unicodeScalars.count { $0 == "\n" } == text.unicodeScalars.count { $0 == "\r" })
        #expect(try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? Int == 0o600)
        #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link) == "real.yaml")
        #expect(try await BuiltProgram.run(["config", "--config", link]).status == 0)
    }
}
