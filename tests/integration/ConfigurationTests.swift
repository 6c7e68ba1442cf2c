import Foundation
import TestSupport
import Testing

struct ConfigurationTests {
    private struct Setting: Equatable {
        let value: String
        let source: String
        let environment: String
    }

    private let scratch: ScratchDirectory

    init() throws {
        scratch = try ScratchDirectory()
    }

    private func settings(
        _ arguments: [String] = [], environment: [String: String] = [:]
    ) async throws -> [String: Setting] {
        let outcome = try await BuiltProgram.run(["config", "--json"] + arguments, environment: environment)
        #expect(outcome.status == 0)
        let settings = try #require(try outcome.object["settings"] as? [String: [String: String]])
        return settings.mapValues {
            Setting(value: $0["value"] ?? "", source: $0["source"] ?? "", environment: $0["environment"] ?? "")
        }
    }

    @Test func `has these settings and defaults`() async throws {
        let settings = try await settings()
        #expect(
            settings.mapValues(\.value) == [
                "collect.archive": "open-meteo-archive", "collect.minute": "5", "collect.sources": "auto",
                "collect.stations": "", "data.dir": "./data", "drift.feature.thresholds": "", "drift.monitor": "true",
                "drift.reference.rows": "50000", "drift.season.threshold": "0.55", "drift.threshold": "0.3",
                "drift.webhook.secret": "",
                "drift.webhook.url": "", "drift.window.hours": "1000", "drift.window.size": "1000",
                "feature.definitions": "", "feed.checks": "true", "feed.difference.limit": "2",
                "feed.difference.limits": "", "feed.equal.readings": "18", "feed.gap.hours": "12",
                "feed.spread.factor": "1.2", "feed.spread.factors": "",
                "forecast.horizons": "1,3,6,12,24", "forecast.keep.days": "400",
                "forecast.neighbours": "0",
                "inference.runtime": "native", "log.level": "INFO",
                "metar.base.url": "https://aviationweather.gov", "model.name": "anomaly-detection-model",
                "model.version": "latest", "monitor.port": "8081", "mqtt.ca.file": "",
                "mqtt.topic": "driftdetector/readings/#", "mqtt.url": "",
                "onnxruntime.library": "",
                "openmeteo.archive.url": "https://archive-api.open-meteo.com",
                "openmeteo.base.url": "https://api.open-meteo.com", "openmeteo.daily.calls": "10000",
                "openweather.api.key": "", "openweather.base.url": "https://api.openweathermap.org",
                "openweather.daily.calls": "1000", "prediction.threshold": "0.5", "prometheus.port": "9090",
                "promotion.approval.hours": "72", "promotion.shadow.hours": "24", "promotion.trial.hours": "168",
                "redis.ca.file": "", "redis.url": "", "retrain.approval": "auto", "retrain.cool.down.hours": "72",
                "retrain.freeze.after": "3", "retrain.hysteresis": "6/12", "retrain.job.ca.file": "",
                "retrain.job.template": "", "retrain.job.timeout.hours": "12", "retrain.job.token.file": "",
                "retrain.job.url": "", "retrain.loop": "true",
                "retrain.min.growth": "0.1",
                "retrain.min.new.readings": "1000", "retrain.most.per.day": "2", "retrain.policy": "two-key,growth",
                "retrain.schedule.days": "30", "retrain.skill.loss": "1.3", "retrain.warm.up.hours": "168",
                "serve.host": "127.0.0.1",
                "serve.port": "8080",
                "serve.token": "", "training.forecaster": "blend", "training.seed": "42", "training.threads": "0",
                "world.clock": "real",
                "xgboost.library": "",
            ])
        #expect(Set(settings.values.map(\.source)) == ["default"])
    }

    @Test func `takes the command line before the environment, the file and the default`() async throws {
        let file = try scratch.write(
            "data:\n  dir: of-file\nlog:\n  level: DEBUG\nserve:\n  port: 8181\nprediction:\n  threshold: 0.75\n",
            to: "settings.yaml")
        let found = try await settings(
            ["--config", file, "--data-dir", "of-option"],
            environment: ["DATA_DIR": "of-environment", "LOG_LEVEL": "ERROR", "SERVE_HOST": ""])
        #expect(found["data.dir"] == Setting(value: "of-option", source: "command line", environment: "DATA_DIR"))
        #expect(found["log.level"] == Setting(value: "ERROR", source: "environment", environment: "LOG_LEVEL"))
        #expect(found["serve.port"] == Setting(value: "8181", source: "configuration file", environment: "SERVE_PORT"))
        #expect(
            found["prediction.threshold"]
                == Setting(value: "0.75", source: "configuration file", environment: "PREDICTION_THRESHOLD"))
        #expect(found["serve.host"] == Setting(value: "127.0.0.1", source: "default", environment: "SERVE_HOST"))
    }

    @Test func `shows people the same`() async throws {
        let outcome = try await BuiltProgram.run(["config"], environment: ["MODEL_VERSION": "@challenger"])
        let lines = outcome.output.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
        #expect(lines.first == ["setting", "environment", "value", "from"])
        #expect(lines.contains(["model.version", "MODEL_VERSION", "@challenger", "environment"]))
        #expect(lines.contains(["serve.port", "SERVE_PORT", "8080", "default"]))
    }

    @Test(arguments: [
        ("PREDICTION_THRESHOLD", "2", "\"2\" is not a number from 0 to 1, or auto"),
        ("PREDICTION_THRESHOLD", "nan", "\"nan\" is not a number from 0 to 1, or auto"),
        ("SERVE_PORT", "65536", "\"65536\" is not a port, 0 to 65535"),
        ("PROMETHEUS_PORT", "http", "\"http\" is not a port, 0 to 65535"),
        ("MODEL_NAME", "../x", "\"../x\" is not a name of a-z, 0-9, - and _"),
        ("MODEL_VERSION", "0", "\"0\" is not latest, @champion, @challenger or a number"),
        (
            "LOG_LEVEL", "loud", "\"loud\" is not TRACE, DEBUG, INFO, NOTICE, WARNING, ERROR or CRITICAL"
        ), ("TRAINING_SEED", "-1", "\"-1\" is not a whole number from 0"),
        ("TRAINING_FORECASTER", "deep", "\"deep\" is not blend or linear"),
        ("FORECAST_NEIGHBOURS", "6", "\"6\" is not a whole number, 0 to 5"),
        ("TRAINING_THREADS", "2000", "\"2000\" is not 0 to 1024"),
    ])
    func `refuses a value that cannot be meant`(name: String, value: String, problem: String) async throws {
        let outcome = try await BuiltProgram.run(["config"], environment: [name: value])
        #expect(outcome.status == 78)
        #expect(outcome.output == "")
        #expect(outcome.errors == "driftdetector: \(name) (environment): \(problem)\n")
    }

    @Test(arguments: ["0,1", "1,49", "3,1", "1,1", "1,,3", "1;3", "1.5", "x", "1,3,"])
    func `refuses hours ahead that cannot be meant`(horizons: String) async throws {
        let outcome = try await BuiltProgram.run(["config"], environment: ["FORECAST_HORIZONS": horizons])
        #expect(outcome.status == 78)
        #expect(
            outcome.errors == "driftdetector: FORECAST_HORIZONS (environment): \"\(horizons)\" is not whole hours, "
                + "ascending, 1 to 48, such as 1,3,6,12,24\n")
        let option = try await BuiltProgram.run(["train", "--horizons", horizons])
        #expect(option.status == 78)
        #expect(option.errors.hasPrefix("driftdetector: forecast.horizons (command line): \"\(horizons)\" is not "))
    }

    @Test func `names a wrong setting as it was said`() async throws {
        let option = try await BuiltProgram.run(["config", "--log-level", "loud"])
        #expect(option.status == 78)
        #expect(option.errors.hasPrefix("driftdetector: log.level (command line): \"loud\" is not"))
        let file = try scratch.write("serve:\n  port: many\n", to: "settings.yaml")
        let inFile = try await BuiltProgram.run(["config", "--config", file])
        #expect(inFile.status == 78)
        #expect(
            inFile.errors == "driftdetector: serve.port (configuration file): \"many\" is not a port, 0 to 65535\n")
    }

    @Test(arguments: ["- 1\n- 2\n", "a: [1\n", "just a text\n"])
    func `refuses a file that is no mapping`(content: String) async throws {
        let file = try scratch.write(content, to: "settings.yaml")
        let outcome = try await BuiltProgram.run(["config", "--config", file])
        #expect(outcome.status == 78)
        #expect(outcome.errors.hasPrefix("driftdetector: \(file): cannot be read as a YAML mapping of settings: "))
    }

    @Test(
        arguments: [
            ("serve:\n  port: 1\n  prot: 2\n", 3, "serve.prot"), ("serve: 8080\n", 1, "serve"),
            ("serve:\n  host: [a, b]\n", 2, "serve.host[]"),
            ("# nothing\nserve.port: 1\nmodell:\n  name: x\n", 4, "modell.name"),
        ] as [(String, Int, String)])
    func `refuses a setting in the file that it does not know`(content: String, line: Int, key: String) async throws {
        let file = try scratch.write(content, to: "settings.yaml")
        let outcome = try await BuiltProgram.run(["config", "--config", file])
        #expect(outcome.status == 78)
        #expect(
            outcome.errors == "driftdetector: \(file):\(line): \(key) is no setting; "
                + "`driftdetector config` shows all that there are\n")
    }

    @Test(arguments: ["", "# nothing is set here\n"])
    func `takes a file that sets nothing`(content: String) async throws {
        let file = try scratch.write(content, to: "settings.yaml")
        let standard = try await settings()
        #expect(try await settings(["--config", file]) == standard)
    }

    @Test func `refuses a file that is not there`() async throws {
        let outcome = try await BuiltProgram.run(["config", "--config", scratch.file("none.yaml")])
        #expect(outcome.status == 78)
        #expect(outcome.errors.hasPrefix("driftdetector: \(scratch.file("none.yaml")): is no file that can be read"))
    }

    @Test func `is shown whole in the example file, with the defaults`() async throws {
        let file = ProjectFiles.root.appending(path: "config/driftdetector.yaml")
        let defaults = try await settings()
        let shown = try await settings(["--config", file.path])
        #expect(shown.mapValues(\.value) == defaults.mapValues(\.value))
        for (key, setting) in shown where !setting.value.isEmpty {
            #expect(setting.source == "configuration file", "\(key)")
        }
        var path: [Substring] = []
        var keys: [String] = []
        for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n") {
            let content = line.drop { $0 == " " }
            guard !content.hasPrefix("#"), let colon = content.firstIndex(of: ":") else { continue }
            path = path.prefix((line.count - content.count) / 2) + [content[..<colon]]
            if content.index(after: colon) != content.endIndex { keys.append(path.joined(separator: ".")) }
        }
        #expect(keys.sorted() == defaults.keys.sorted())
    }

    @Test func `a secret is told to be set and never shown`() async throws {
        let secrets = [
            "MQTT_URL": "mqtt://me:very-secret-word@broker", "OPENWEATHER_API_KEY": "very-secret-key",
            "REDIS_URL": "rediss://me:very-secret-word@cache:6380", "SERVE_TOKEN": "very-secret-token",
            "DRIFT_WEBHOOK_URL": "https://example.org/very-secret-path?key=very-secret",
            "DRIFT_WEBHOOK_SECRET": "very-secret-word",
        ]
        let found = try await settings(environment: secrets)
        #expect(found["openweather.api.key"]?.value == "(set, not shown)")
        #expect(found["mqtt.url"]?.value == "(set, not shown)")
        #expect(found["redis.url"]?.value == "(set, not shown)")
        #expect(found["serve.token"]?.value == "(set, not shown)")
        #expect(found["drift.webhook.url"]?.value == "(set, not shown)")
        #expect(found["drift.webhook.secret"]?.value == "(set, not shown)")
        let table = try await BuiltProgram.run(["config"], environment: secrets)
        #expect(!table.output.contains("very-secret"))
    }

    @Test(arguments: [
        ("COLLECT_MINUTE", "60"), ("COLLECT_SOURCES", "metar"), ("COLLECT_SOURCES", "openweather"),
        ("COLLECT_STATIONS", "Atlantis"), ("COLLECT_STATIONS", "Oslo:91:10"), ("COLLECT_STATIONS", "London,London"),
        ("COLLECT_ARCHIVE", "yes"), ("OPENWEATHER_BASE_URL", "api.openweathermap.org"),
        ("OPENWEATHER_DAILY_CALLS", "-1"), ("WORLD_CLOCK", "scale=0"), ("RETRAIN_MIN_NEW_READINGS", "0"),
    ])
    func `refuses what cannot be collected`(variable: String, value: String) async throws {
        let outcome = try await BuiltProgram.run(["config"], environment: [variable: value])
        #expect(outcome.status == 78)
        #expect(outcome.errors.hasPrefix("driftdetector: \(variable) (environment): \"\(value)\" is not "))
    }

    @Test(arguments: [
        "http://very-secret@host", "redis://me:very-secret@host:70000", "redis://:very-secret@host/first",
    ])
    func `refuses a Redis that cannot be meant without repeating it`(url: String) async throws {
        let outcome = try await BuiltProgram.run(["config"], environment: ["REDIS_URL": url])
        #expect(outcome.status == 78 && outcome.errors.hasPrefix("driftdetector: REDIS_URL: "))
        #expect(!outcome.errors.contains("secret"))
        let file = try await BuiltProgram.run(
            ["config"], environment: ["REDIS_URL": "redis://host", "REDIS_CA_FILE": "/authority.pem"])
        #expect(file.status == 78 && file.errors.contains("REDIS_CA_FILE"))
    }

    @Test func `refuses a webhook that is no address without repeating it`() async throws {
        let outcome = try await BuiltProgram.run(["config"], environment: ["DRIFT_WEBHOOK_URL": "very-secret.org/hook"])
        #expect(outcome.status == 78)
        #expect(
            outcome.errors == "driftdetector: DRIFT_WEBHOOK_URL (environment): \"(set, not shown)\" is not "
                + "an address such as https://example.org/hooks/drift\n")
    }

    @Test func `is documented once each, with environment name and default`() async throws {
        let file = ProjectFiles.root.appending(path: "docs/reference/configuration.md")
        let rows = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
            .filter { $0.hasPrefix("| `") }
            .map {
                $0.split(separator: "|", omittingEmptySubsequences: false).map {
                    $0.trimmingCharacters(in: .whitespaces)
                }
            }
        let settings = try await settings()
        #expect(rows.map { $0[1] } == settings.keys.sorted().map { "`\($0)`" })
        for row in rows {
            let setting = try #require(settings[row[1].replacing("`", with: "")])
            #expect(row[2] == "`\(setting.environment)`")
            #expect(row[3] == (setting.value.isEmpty ? "" : "`\(setting.value)`"))
        }
    }

    @Test func `is in the example of an environment by its name`() async throws {
        let file = ProjectFiles.root.appending(path: ".env.example")
        let settings = try await settings()
        let known = Dictionary(uniqueKeysWithValues: settings.values.map { ($0.environment, $0.value) })
        var named = 0
        for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n") where !line.hasPrefix("#") {
            let parts = line.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let value = known[String(parts[0])] else { continue }
            #expect(parts[1] == value, "\(line)")
            named += 1
        }
        #expect(named >= 5)
    }
}
