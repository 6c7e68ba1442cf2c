import Foundation
import Registry
import TestSupport
import Testing

struct PromotionTests {
    @Test func `a running service answers with the new champion, and loses no request`() async throws {
        let directory = try await QuickstartDirectory.copy()
        let data = directory.file("data")
        let served = try await ServedProgram(data)
        let reading = #"{"machine_id":"JFK","temperature":3,"pressure":1012,"humidity":64,"wind_speed":3.5}"#
        func version() async throws -> Int? {
            let answer = try await served.post("/predict", reading)
            #expect(answer.status == 200)
            return try answer.object["model_version"] as? Int
        }
        #expect(try await version() == 1)
        try ModelRegistry(dataDirectory: data).promote(2, of: "anomaly-detection-model")
        while try await version() == 1 {}
        #expect(try await version() == 2)

        // One that cannot be loaded leaves the champion before answering.
        try Data("damaged".utf8).write(to: URL(filePath: "\(data)/models/anomaly-detection-model/1/model.onnx"))
        try ModelRegistry(dataDirectory: data).promote(1, of: "anomaly-detection-model")
        _ = await served.program.firstErrorLine(with: "a version cannot be loaded")
        #expect(try await version() == 2)
        #expect(try await served.stop().status == 0)
    }

    @Test func `a version that does not answer its probe set as it should does not take over`() async throws {
        let directory = try await QuickstartDirectory.copy()
        let (data, name) = (directory.file("data"), "anomaly-detection-model")
        let (probe, record) = ("\(data)/models/\(name)/2/probe.json", "\(data)/models/\(name)/2/run.json")
        let text = try String(contentsOfFile: probe, encoding: .utf8)
        let before = try #require(ContentHash.ofFile(at: probe))
        try text.replacing("\"answers\" : [\n    [\n      ", with: "\"answers\" : [\n    [\n      1")
            .write(toFile: probe, atomically: false, encoding: .utf8)
        let after = try #require(ContentHash.ofFile(at: probe))
        try String(contentsOfFile: record, encoding: .utf8).replacing(before, with: after)
            .write(toFile: record, atomically: false, encoding: .utf8)

        let served = try await ServedProgram(data)
        try ModelRegistry(dataDirectory: data).promote(2, of: name)
        let line = await served.program.firstErrorLine(with: "a version cannot be loaded")
        #expect(line?.contains("answers its probe set otherwise than the fitted model") == true, "\(line ?? "")")
        let reading = #"{"machine_id":"JFK","temperature":3,"pressure":1012,"humidity":64,"wind_speed":3.5}"#
        #expect(try await served.post("/predict", reading).object["model_version"] as? Int == 1)
        #expect(try await served.get("/metrics").contains(#"model_versions_refused_total{model="\#(name)"} 1"#))
        _ = try await served.stop()

        let refused = try await BuiltProgram.run(["models", "promote", name, "2", "--data-dir", data])
        #expect(refused.status == 1 && refused.errors.contains("answers its probe set otherwise"))
    }

    @Test func `promote chooses which version answers, and is taken back the same way`() async throws {
        let directory = try await QuickstartDirectory.copy()
        let data = directory.file("data")
        let arguments = ["models", "promote", "anomaly-detection-model", "--data-dir", data]
        let promoted = try await BuiltProgram.run(arguments + ["--json"]).object
        #expect(promoted["champion"] as? Int == 2 && promoted["predecessor"] as? Int == 1)
        let registry = ModelRegistry(dataDirectory: data)
        #expect(try registry.aliases(of: "anomaly-detection-model") == [.champion: 2])

        let input = try directory.write(
            "city,time,temperature,pressure,humidity,wind_speed\n"
                + (0..<6).map { "B,2013-11-01 0\($0):00,8,\($0 == 5 ? 990 : 1015),70,3\n" }.joined())
        let outcome = try await BuiltProgram.run(["predict", "--input", input, "--data-dir", data, "--json"])
        let scored = try outcome.object
        #expect(scored["model_version"] as? Int == 2)
        let predictions = try #require(scored["predictions"] as? [[String: Any]])
        #expect(predictions.map { $0["is_anomaly"] as? Bool } == [false, false, false, false, false, true])
        let cause = try #require(predictions[5]["cause"] as? [String: Any])
        #expect(cause["sensor"] as? String == "pressure" && cause["departure"] as? Double == -25)
        #expect(cause["departure_from"] as? String == "median_3h" && cause["unit"] as? String == "hPa")
        #expect(predictions[0]["cause"] == nil)

        let back = try await BuiltProgram.run(["models", "promote", "anomaly-detection-model", "1", "--data-dir", data])
        #expect(back.output.hasPrefix("anomaly-detection-model version 1, of view weather, is the champion now; "))
        let again = try await BuiltProgram.run([
            "models", "promote", "anomaly-detection-model", "1", "--data-dir", data,
        ])
        #expect(again.output == "anomaly-detection-model version 1 is the champion already\n")
        let none = try await BuiltProgram.run(arguments)
        #expect(none.status == 1)
        #expect(none.errors.hasPrefix("driftdetector: anomaly-detection-model: no version is called challenger"))
    }

    @Test func `promote leaves the champion when the version cannot be loaded`() async throws {
        let directory = try await QuickstartDirectory.copy()
        let data = directory.file("data")
        try Data("damaged".utf8).write(to: URL(filePath: "\(data)/models/anomaly-detection-model/2/model.onnx"))
        let outcome = try await BuiltProgram.run(["models", "promote", "anomaly-detection-model", "--data-dir", data])
        #expect(outcome.status == 1)
        #expect(outcome.errors.contains("anomaly-detection-model version 2: model.onnx is not the file that was"))
        let aliases = try ModelRegistry(dataDirectory: data).aliases(of: "anomaly-detection-model")
        #expect(aliases == [.champion: 1, .challenger: 2])
    }
}
