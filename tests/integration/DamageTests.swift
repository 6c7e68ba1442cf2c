import Foundation
import TestSupport
import Testing

struct DamageTests {
    @Test func `lists what is whole beside a damaged record`() async throws {
        let directory = try await QuickstartDirectory.copy()
        let record = try directory.write("{", to: "data/models/weather-forecast-model/1/run.json")
        let list = try await BuiltProgram.run(["models", "list", "--json", "--data-dir", directory.file("data")])
        #expect(list.status == 0)
        #expect((try list.object["models"] as? [Any])?.count == 4)
        #expect(list.errors.hasPrefix("driftdetector: \(record): is damaged; restore it from a copy, or remove"))
    }

    @Test func `lists versions whatever points at them, and says what helps damaged aliases`() async throws {
        let directory = try await QuickstartDirectory.copy()
        let data = directory.file("data")
        let aliases = try directory.write("{", to: "data/models/anomaly-detection-model/aliases.json")
        let list = try await BuiltProgram.run(["models", "list", "--json", "--data-dir", data])
        #expect(list.status == 0)
        #expect((try list.object["models"] as? [Any])?.count == 5)
        #expect(
            list.errors.hasPrefix("driftdetector: \(aliases): is damaged; restore it from a copy, or remove it and "))
        try FileManager.default.removeItem(atPath: aliases)
        let promoted = try await BuiltProgram.run([
            "models", "promote", "anomaly-detection-model", "1", "--data-dir", data,
        ])
        #expect(promoted.status == 0)
    }

    @Test func `trains what it can, and says what it could not`() async throws {
        let scratch = try ScratchDirectory()
        let rows = (0..<1200).map { hour in
            let moment = "2026-0\(1 + hour / 720)-\(two(1 + hour % 720 / 24))T\(two(hour % 24)):00:00Z"
            return "A,\(moment),\(10 + hour % 24),\(1000 + hour % 7),\(50 + hour % 11),\n"
        }
        let input = try scratch.write(
            "machine_id,observed_at,temperature,pressure,humidity,wind_speed\n" + rows.joined())
        let data = scratch.file("data")
        #expect(
            try await BuiltProgram.run(["import", "--input", input, "--schema", "weather", "--data-dir", data]).status
                == 0
        )
        let trained = try await BuiltProgram.run(["train", "--model", "anomaly", "--data-dir", data, "--json"])
        #expect(trained.status == 65)
        #expect(trained.errors.contains("no weather detector is trained: "))
        #expect(trained.errors.contains("column wind_speed has no defined value"))
        // A sensor that never reported has no vote among departures.
        let models = try #require(try trained.object["models"] as? [[String: Any]])
        #expect(models.map { $0["alias"] as? String } == ["champion"])
    }

    private func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

    @Test func `refuses a file as data directory`() async throws {
        let scratch = try ScratchDirectory()
        let file = try scratch.write("no directory", to: "file")
        let outcome = try await BuiltProgram.run(["models", "list", "--data-dir", file])
        #expect(outcome.status == 78)
        #expect(outcome.errors == "driftdetector: \(file): is a file, not a data directory\n")
    }

    @Test func `refuses to train with a library that is named and not there`() async throws {
        let directory = try await QuickstartDirectory.copy()
        let outcome = try await BuiltProgram.run(
            ["train", "--data-dir", directory.file("data")],
            environment: ["ONNXRUNTIME_LIBRARY": directory.file("none.so")])
        #expect(outcome.status == 78)
        #expect(outcome.errors.contains("ONNXRUNTIME_LIBRARY"))
    }
}
