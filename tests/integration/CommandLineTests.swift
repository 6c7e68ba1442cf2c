import TestSupport
import Testing

struct CommandLineTests {
    private static let commands: [[String]] = [
        [], ["quickstart"], ["up"], ["collect"], ["backfill"], ["import"], ["simulate"],
        ["simulate", "weather"], ["simulate", "machines"], ["doctor"], ["serve"], ["monitor"], ["train"], ["backtest"],
        ["features"],
        ["features", "list"], ["features", "validate"], ["features", "build"], ["features", "materialize"],
        ["features", "get"], ["features", "join"], ["features", "audit"], ["models"],
        ["models", "list"], ["models", "show"], ["models", "rollback"], ["models", "approve"], ["models", "history"],
        ["decisions"], ["retrain"], ["skill"], ["replay"],
        ["models", "promote"], ["predict"], ["drift"], ["drift", "report"],
        ["drift", "calibrate"],
        ["config"],
    ]

    @Test func `prints its version`() async throws {
        let outcome = try await BuiltProgram.run(["--version"])
        #expect(outcome.status == 0)
        #expect(outcome.output == "0.1.0\n")
        #expect(outcome.errors == "")
    }

    @Test(arguments: commands)
    func `explains every command with examples`(command: [String]) async throws {
        let outcome = try await BuiltProgram.run(command + ["--help"])
        #expect(outcome.status == 0)
        #expect(outcome.errors == "")
        let lines = outcome.output.split(separator: "\n").map { $0.drop { $0 == " " } }
        let examples = lines.drop { $0 != "Examples:" }.prefix { !$0.hasPrefix("USAGE:") }
        #expect(examples.contains { $0.contains((["driftdetector"] + command).joined(separator: " ")) })
    }

    @Test func `lists no command without a test of its help`() async throws {
        for (group, known) in [
            ([], Self.commands), (["features"], Self.commands), (["models"], Self.commands),
            (["simulate"], Self.commands), (["drift"], Self.commands),
        ] {
            let help = try await BuiltProgram.run(group + ["--help"]).output
            let listed = help.split(separator: "\n", omittingEmptySubsequences: false)
                .drop { $0 != "SUBCOMMANDS:" }.dropFirst().prefix { !$0.isEmpty }
                .filter { $0.hasPrefix("  ") && !$0.hasPrefix("   ") }
                .compactMap { $0.split(separator: " ").first.map(String.init) }
            #expect(!listed.isEmpty)
            for name in listed { #expect(known.contains(group + [name]), "\(group + [name])") }
        }
    }

    @Test(arguments: [
        ["serve", "--nonsense"], ["nonsense"], ["train", "--model", "all", "--train-until", "tomorrow"],
        ["features", "validate"], ["features", "build"],
        ["features", "build", "--input", "x.csv", "--schema", "pump"],
        ["features", "build", "--input", "x.csv", "--format", "parquet"], ["models", "show", "m", "newest"],
        ["models", "promote", "m", "newest"],
        ["predict", "--input", "x.csv", "--schema", "pump"], ["train", "--seed", "-1"],
        ["features", "join", "--entities", "x.csv", "--output", "y.csv", "--ttl-hours=-1"],
        ["features", "audit", "--schema", "pump"], ["features", "get", "--entity", "x", "--at", "tomorrow"],
        ["features", "get", "--entity", "x", "--ttl-hours", "3"], ["skill", "--version", "0"],
        ["train", "--result", "a"], ["train", "--challenge", "weather", "--result", "../a"],
    ])
    func `refuses what it does not understand with 64`(arguments: [String]) async throws {
        let outcome = try await BuiltProgram.run(arguments)
        #expect(outcome.status == 64)
        #expect(outcome.output == "")
        #expect(outcome.errors.hasPrefix("Error: "))
    }

    @Test(arguments: [
        ["models", "show", "none"], ["models", "show", "none", "3", "--json"],
    ])
    func `says what to do about an unknown model`(arguments: [String]) async throws {
        let empty = try ScratchDirectory()
        let outcome = try await BuiltProgram.run(arguments + ["--data-dir", empty.path])
        #expect(outcome.status == 1)
        #expect(outcome.output == "")
        #expect(
            outcome.errors == "driftdetector: none: no such model; `driftdetector models list` shows what there is, "
                + "`driftdetector quickstart` trains the first ones\n")
        #expect(try empty.entries == [])
    }

    @Test(arguments: [
        (["models", "history", "none"], "driftdetector: none: no such model"),
        (
            ["models", "rollback", "anomaly-detection-model"],
            "driftdetector: anomaly-detection-model: no version was champion"
        ),
        (
            ["models", "approve", "anomaly-detection-model", "1"],
            "driftdetector: anomaly-detection-model: version 1 is not the challenger"
        ),
        (["skill", "--version", "9"], "driftdetector: weather-forecast-model: there is no version 9"),
    ])
    func `a refusal ends with 1 and one line`(arguments: [String], words: String) async throws {
        let directory = try await QuickstartDirectory.copy()
        let outcome = try await BuiltProgram.run(arguments + ["--data-dir", directory.file("data")])
        #expect(outcome.status == 1)
        #expect(outcome.output == "")
        #expect(
            outcome.errors.hasPrefix(words) && outcome.errors.split(separator: "\n").count == 1, "\(outcome.errors)")
    }

    @Test func `has no models in an empty directory, and too little to train on`() async throws {
        let empty = try ScratchDirectory()
        let list = try await BuiltProgram.run(["models", "list", "--data-dir", empty.path])
        #expect(list.status == 0)
        #expect(list.output == "no models in \(empty.path); `driftdetector quickstart` trains the first ones\n")
        let json = try await BuiltProgram.run(["models", "list", "--json", "--data-dir", empty.path])
        #expect(try json.object["models"] as? [String] == [])

        let train = try await BuiltProgram.run(["train", "--data-dir", empty.path])
        #expect(train.status == 65)
        #expect(train.output == "")
        #expect(train.errors.contains("weather detector: 0 readings are too few to train on, 1000 are needed"))

        let serve = try await BuiltProgram.run(
            ["serve", "--port", "0", "--data-dir", empty.path], environment: ["PROMETHEUS_PORT": "0"])
        #expect(serve.status == 1)
        #expect(serve.errors.contains("anomaly-detection-model, anomaly-detection-model-machine: no such model;"))
    }
}
