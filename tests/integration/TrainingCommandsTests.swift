import Foundation
import Registry
import TestSupport
import Testing

struct TrainingCommandsTests {
    private static let keys: Set<String> = [
        "models", "forecast_skill", "anomalies", "report", "data_dir", "seconds",
    ]

    private struct Scored: Decodable {
        struct Prediction: Decodable {
            let machine_id: String
            let observed_at: String
            let anomaly_score: Double
            let is_anomaly: Bool
        }

        let model_name: String
        let model_version: Int
        let threshold: Double
        let predictions: [Prediction]
    }

    private func expectModels(_ object: [String: Any], named names: [String]) throws {
        let models = try #require(object["models"] as? [[String: Any]])
        #expect(models.compactMap { $0["name"] as? String } == names)
        for model in models {
            #expect(Set(model.keys).isSuperset(of: ["name", "version", "kind", "metrics", "alias", "is_new"]))
            #expect(["anomaly", "forecast"].contains(model["kind"] as? String))
            let metrics = try #require(model["metrics"] as? [String: Double])
            #expect(!metrics.isEmpty)
        }
    }

    private func expectSkill(_ object: [String: Any]) throws {
        let skill = try #require(object["forecast_skill"] as? [String: [String: Double]])
        #expect(Set(skill.keys) == ["temperature", "pressure", "humidity", "wind_speed"])
        for (sensor, byHorizon) in skill {
            #expect(Set(byHorizon.keys) == ["1", "3", "6", "12", "24"], "\(sensor)")
            #expect(byHorizon.values.allSatisfy { $0 > 0 && $0 < 1 }, "\(sensor)")
        }
    }

    @Test func `quickstart prints one object for machines`() async throws {
        let directory = try await QuickstartDirectory.shared.value
        #expect(directory.outcome.status == 0)
        let object = try directory.outcome.object
        #expect(Set(object.keys) == Self.keys)
        try expectModels(
            object,
            named: [
                "anomaly-detection-model", "anomaly-detection-model-machine", "anomaly-detection-model",
                "anomaly-detection-model-machine", "weather-forecast-model",
            ])
        try expectSkill(object)
        #expect(try #require(object["anomalies"] as? Int) > 0)
        #expect(object["data_dir"] as? String == directory.path)
        #expect(try #require(object["seconds"] as? Double) > 0)
        let report = try #require(object["report"] as? String)
        #expect(report == "\(directory.path)/reports/quickstart.html")
        #expect(FileManager.default.fileExists(atPath: report))
        // Progress is for standard error.
        #expect(directory.outcome.errors.contains("training the forecaster"))
    }

    @Test func `train prints the same keys and the quickstart's skill for the same split`() async throws {
        let directory = try await QuickstartDirectory.copy()
        let train = ["train", "--model", "forecast", "--train-until", "2013-06-30", "--forecaster", "linear", "--json"]
        let outcome = try await BuiltProgram.run(train + ["--data-dir", directory.file("data")])
        #expect(outcome.status == 0)
        let object = try outcome.object
        #expect(Set(object.keys) == Self.keys)
        try expectModels(object, named: ["weather-forecast-model"])
        try expectSkill(object)
        #expect(object["anomalies"] is NSNull)
        #expect(object["report"] is NSNull)
        let quickstart = try await QuickstartDirectory.shared.value.outcome.object
        #expect(
            object["forecast_skill"] as? [String: [String: Double]]
                == quickstart["forecast_skill"] as? [String: [String: Double]])
        let model = try #require((object["models"] as? [[String: Any]])?.first)
        #expect(model["version"] as? Int == 2)
        #expect(model["alias"] as? String == "challenger")
        #expect(model["is_new"] as? Bool == true)

        let again = try await BuiltProgram.run(train + ["--data-dir", directory.file("data")]).object
        let same = try #require((again["models"] as? [[String: Any]])?.first)
        #expect(same["version"] as? Int == 2)
        #expect(same["is_new"] as? Bool == false)
    }

    @Test func `each version is served with the horizons that it was trained for`() async throws {
        let directory = try await QuickstartDirectory.copy()
        let data = directory.file("data")
        let trained = try await BuiltProgram.run([
            "train", "--model", "forecast", "--forecaster", "linear", "--horizons", "2,36", "--json", "--data-dir",
            data,
        ]).object
        let skill = try #require(trained["forecast_skill"] as? [String: [String: Double]])
        #expect(skill.values.allSatisfy { Set($0.keys) == ["2", "36"] })
        let model = try #require((trained["models"] as? [[String: Any]])?.first)
        #expect(model["version"] as? Int == 2 && model["alias"] as? String == "challenger")

        let champion = try await ServedProgram(data, environment: ["FORECAST_HORIZONS": "5"])
        #expect(try await horizons(answeredBy: champion) == [1, 3, 6, 12, 24])
        #expect(try await champion.stop().status == 0)
        try ModelRegistry(dataDirectory: data).point(.champion, of: "weather-forecast-model", at: 2)
        let promoted = try await ServedProgram(data)
        #expect(try await horizons(answeredBy: promoted) == [2, 36])
        #expect(try await promoted.stop().status == 0)
    }

    private func horizons(answeredBy served: ServedProgram) async throws -> [Int] {
        let answer = try await served.post("/forecast", #"{"machine_id":"JFK","sensors":["temperature"]}"#)
        let forecasts = try #require(try answer.object["forecasts"] as? [[String: Any]])
        return forecasts.compactMap { $0["horizon_hours"] as? Int }
    }

    @Test func `a forecaster that looks at neighbours is trained, served and judged`() async throws {
        let directory = try await QuickstartDirectory.copy()
        let data = directory.file("data")
        let trained = try await BuiltProgram.run([
            "train", "--model", "forecast", "--forecaster", "linear", "--neighbours", "2", "--json", "--data-dir", data,
        ]).object
        let model = try #require((trained["models"] as? [[String: Any]])?.first)
        #expect(model["version"] as? Int == 2 && model["alias"] as? String == "challenger")
        try ModelRegistry(dataDirectory: data).point(.champion, of: "weather-forecast-model", at: 2)
        let served = try await ServedProgram(data)
        let answer = try await served.post("/forecast", #"{"machine_id":"JFK"}"#).object
        #expect(try await served.stop().status == 0)
        #expect(answer["model_version"] as? Int == 2)
        #expect((answer["forecasts"] as? [[String: Any]])?.compactMap { $0["value"] as? Double }.count == 20)

        let backtest = try await BuiltProgram.run([
            "backtest", "--from", "2013-12-01", "--neighbours", "1", "--json", "--data-dir", data,
        ]).object
        #expect((backtest["scores"] as? [Any])?.count == 20)
    }

    @Test func `backtest forecasts for the horizons that it is told`() async throws {
        let directory = try await QuickstartDirectory.copy()
        let object = try await BuiltProgram.run([
            "backtest", "--from", "2013-12-20", "--horizons", "4,48", "--json", "--data-dir", directory.file("data"),
        ]).object
        let scores = try #require(object["scores"] as? [[String: Any]])
        #expect(scores.compactMap { $0["horizon_hours"] as? Int } == [4, 48, 4, 48, 4, 48, 4, 48])
    }

    @Test func `backtest scores every sensor, horizon, station and month, and registers nothing`() async throws {
        let directory = try await QuickstartDirectory.copy()
        let backtest = ["backtest", "--from", "2013-12-01", "--every", "20", "--data-dir", directory.file("data")]
        let object = try await BuiltProgram.run(backtest + ["--json"]).object
        #expect(object["from"] as? String == "2013-12-01T00:00:00Z" && object["trainings"] as? Int == 2)
        let scores = try #require(object["scores"] as? [[String: Any]])
        #expect(scores.count == 20)
        for score in scores {
            let coverage = try #require(score["coverage"] as? [String: Double])
            #expect(coverage.keys.sorted() == ["0.5", "0.8", "0.95"])
            #expect(try #require(coverage["0.5"]) < #require(coverage["0.95"]))
            #expect(try #require(score["mae"] as? Double) > 0 && #require(score["pinball_loss"] as? Double) > 0)
        }
        #expect((object["by_station"] as? [String: Any])?.keys.sorted() == ["EWR", "JFK", "LGA"])
        #expect((object["by_month"] as? [String: Any])?.keys.sorted() == ["2013-12"])
        let registry = ModelRegistry(dataDirectory: directory.file("data"))
        #expect(try registry.versionNumbers(of: "weather-forecast-model") == [1])
        let later = try await BuiltProgram.run([
            "backtest", "--from", "2014-06-01", "--data-dir", directory.file("data"),
        ])
        #expect(later.status == 65 && later.errors.contains("there are no readings after that moment"))
    }

    @Test func `backtest writes a report and says where`() async throws {
        let directory = try await QuickstartDirectory.copy()
        let report = directory.file("pages/backtest.html")
        let backtest = ["backtest", "--from", "2013-12-01", "--data-dir", directory.file("data"), "--report"]
        let outcome = try await BuiltProgram.run(backtest + [report])
        #expect(outcome.status == 0 && outcome.output.contains(report))
        let page = try String(contentsOfFile: report, encoding: .utf8)
        #expect(page.contains("<section id=\"trainings\"") && page.utf8.count < 300_000)
        for name in [directory.file("data"), ""] {
            let refused = try await BuiltProgram.run(backtest + [name])
            #expect(refused.status == 64 && refused.errors.contains("is no name for a file"))
        }
        // What was found out is told, whatever becomes of the file.
        let lost = try await BuiltProgram.run(backtest + ["\(report)/below.html"])
        #expect(lost.status == 1 && lost.errors.contains("cannot be written"))
        #expect(lost.output.contains("skill against persistence"))
    }

    @Test func `train for people ends with what to do next`() async throws {
        let directory = try await QuickstartDirectory.copy()
        let outcome = try await BuiltProgram.run(
            ["train", "--model", "anomaly", "--seed", "7", "--threads", "1", "--data-dir", directory.file("data")])
        #expect(outcome.status == 0)
        #expect(outcome.output.contains("challenger  \(directory.file("data"))/models/anomaly-detection-model/3"))
        #expect(outcome.output.hasSuffix("Next:\n  driftdetector models show anomaly-detection-model\n"))
    }

    @Test func `models list and show describe what is registered`() async throws {
        let directory = try await QuickstartDirectory.shared.value
        let list = try await BuiltProgram.run(["models", "list", "--json", "--data-dir", directory.path]).object
        let models = try #require(list["models"] as? [[String: Any]])
        #expect(
            models.map { $0["aliases"] as? [String] } == [
                ["champion"], ["challenger"], ["champion"], ["challenger"], ["champion"],
            ])

        let outcome = try await BuiltProgram.run(
            ["models", "show", "anomaly-detection-model", "--json", "--data-dir", directory.path])
        let shown = try outcome.object
        #expect(
            Set(shown.keys) == [
                "name", "version", "aliases", "kind", "view", "schema_fingerprint", "data", "parameters", "seed",
                "metrics", "trained_at", "program_version", "program_digest", "digests", "directory",
            ])
        #expect(NSDictionary(dictionary: shown) == NSDictionary(dictionary: try #require(models.first)))
        let data = try #require(shown["data"] as? [String: Any])
        #expect(data["rows"] as? Int == 20_818)
        #expect(shown["program_version"] as? String == "0.1.0")
        #expect(shown["program_digest"] as? String == ContentHash.ofFile(at: BuiltProgram.path))

        let people = try await BuiltProgram.run(
            ["models", "show", "weather-forecast-model", "1", "--data-dir", directory.path])
        #expect(people.output.hasPrefix("weather-forecast-model version 1 @champion\n"))
        let unknown = try await BuiltProgram.run(
            ["models", "show", "weather-forecast-model", "2", "--data-dir", directory.path])
        #expect(unknown.status == 1)
        #expect(
            unknown.errors
                == "driftdetector: weather-forecast-model: there is no version 2; `driftdetector models list` shows what there is\n"
        )
    }

    @Test func `predict scores a file's readings`() async throws {
        let directory = try await QuickstartDirectory.shared.value
        let scratch = try ScratchDirectory()
        let input = try scratch.write(
            "city,time,temperature,pressure,humidity,wind_speed\nB,2013-11-01,8,1015,70,3\nB,2013-11-01 01:00,60,900,1,40\n"
        )
        let arguments = ["predict", "--input", input, "--data-dir", directory.path]
        let outcome = try await BuiltProgram.run(arguments + ["--json"], environment: ["PREDICTION_THRESHOLD": "auto"])
        #expect(outcome.status == 0)
        let scored = try JSONDecoder().decode(Scored.self, from: Data(outcome.output.utf8))
        #expect((scored.model_name, scored.model_version) == ("anomaly-detection-model", 1))
        #expect(scored.predictions.map(\.machine_id) == ["B", "B"])
        #expect(scored.predictions.map(\.observed_at) == ["2013-11-01T00:00:00Z", "2013-11-01T01:00:00Z"])
        let scores = scored.predictions.map(\.anomaly_score)
        #expect(scores.count == 2 && scores[0] < scores[1])
        #expect(scored.predictions.map(\.is_anomaly) == scores.map { $0 >= scored.threshold })
        #expect(scored.predictions[1].is_anomaly)

        let people = try await BuiltProgram.run(arguments)
        #expect(
            people.output == "machine_id,observed_at,anomaly_score,is_anomaly\n"
                + "B,2013-11-01T00:00:00Z,\(scores[0]),\(scores[0] >= 0.5)\n"
                + "B,2013-11-01T01:00:00Z,\(scores[1]),\(scores[1] >= 0.5)\n")
    }

    @Test(arguments: ["training the weather detector", "training the forecaster"])
    func `leaves a usable registry when it is killed`(step: String) async throws {
        let directory = try await QuickstartDirectory.copy()
        let data = directory.file("data")
        let training = try BuiltProgram.start(["train", "--forecaster", "linear", "--seed", "9", "--data-dir", data])
        #expect(await training.firstErrorLine(with: step) != nil)
        training.signal(SIGKILL)
        let killed = try await training.end()
        #expect(killed.wasKilled && killed.status == SIGKILL)

        let registry = ModelRegistry(dataDirectory: data)
        for name in try registry.names() {
            #expect(try registry.aliases(of: name)[.champion] == 1)
            for version in try registry.versions(of: name) {
                for file in version.digests.keys { #expect(try !registry.contents(of: file, in: version).isEmpty) }
            }
        }
        let again = try await BuiltProgram.run([
            "train", "--forecaster", "linear", "--seed", "9", "--data-dir", data, "--json",
        ])
        #expect(again.status == 0)
        let models = try #require(try again.object["models"] as? [[String: Any]])
        // Another seed makes other forests; change detectors and the linear forecaster have no random choices.
        // Like stands against like: they leave the place of the challenger to a forest, as the champion is one.
        let aliases = ["challenger", "challenger", nil, nil, "champion"]
        #expect(models.map { $0["alias"] as? String } == aliases)
        #expect(models.map { $0["version"] as? Int } == [3, 3, 2, 2, 1])
    }
}
