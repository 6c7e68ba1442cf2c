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
