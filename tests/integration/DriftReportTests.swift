import Drift
import Foundation
import Parquet
import TestSupport
import Testing

/// `drift report` beside Evidently's scores of the same pairs, in `tests/fixtures/evidently`.
struct DriftReportTests {
    private struct Pair: Decodable {
        let name: String
        let reference: [Double]
        let current: [Double]
    }

    private struct Score: Decodable {
        let score: Double
        let drifted: Bool
    }

    private struct Scores: Decodable {
        let name: String
        let chosen: String
        let tests: [String: Score?]
    }

    private static func decode<Value: Decodable>(_ file: String) throws -> Value {
        try JSONDecoder().decode(Value.self, from: Data(contentsOf: ProjectFiles.fixture("evidently/\(file)")))
    }

    private let scratch: ScratchDirectory

    init() throws {
        scratch = try ScratchDirectory()
    }

    /// Columns of any lengths; shorter ones end in empty cells.
    private func file(_ name: String, _ columns: [(name: String, values: [Double])]) throws -> String {
        let rows = columns.map(\.values.count).max() ?? 0
        var lines = [columns.map(\.name).joined(separator: ",")]
        for row in 0..<rows {
            lines.append(columns.map { row < $0.values.count ? "\($0.values[row])" : "" }.joined(separator: ","))
        }
        return try scratch.write(lines.joined(separator: "\n") + "\n", to: name)
    }

    private func report(_ reference: String, _ current: String, _ arguments: String...) async throws -> [String: Any] {
        let outcome = try await BuiltProgram.run(
            ["drift", "report", "--reference", reference, "--current", current, "--json"] + arguments)
        #expect(outcome.status == 0)
        #expect(outcome.errors == "")
        return try outcome.object
    }

    /// How far apart scores may be: see the unit tests of the same pairs for the reasons.
    private static func agree(_ test: String, _ ours: Double, _ theirs: Double) -> Bool {
        switch test {
        case "hellinger": abs(ours * ours - theirs * theirs) <= max(1e-9 * theirs * theirs, 1e-15)
        case "cramer_von_mises": abs(ours - theirs) <= max(1e-6 * theirs, 1e-12)
        case "ks", "mannw": abs(ours - theirs) <= max(1e-9 * theirs, 1e-300)
        default: abs(ours - theirs) <= max(1e-9 * abs(theirs), 1e-13)
        }
    }

    @Test func `every pair of fixed names has Evidently's scores`() async throws {
        let all: [Scores] = try Self.decode("scores.json")
        let pairs: [Pair] = try all.map { try Self.decode("\($0.name).json") }
        let reference = try file("reference.csv", pairs.map { ($0.name, $0.reference) })
        let current = try file("current.csv", pairs.map { ($0.name, $0.current) })
        let names = DriftTest.allCases.filter(\.acceptsNumbers).map(\.rawValue).joined(separator: ",")
        let object = try await report(reference, current, "--tests", names)
        let features = try #require(object["features"] as? [String: [String: Any]])
        var compared = 0
        for scores in all {
            let feature = try #require(features[scores.name])
            let tests = try #require(feature["tests"] as? [String: [String: Any]])
            for case let (test, theirs?) in scores.tests {
                let ours = try #require(tests[test]?["score"] as? Double)
                #expect(
                    Self.agree(test, ours, theirs.score), "\(scores.name) \(test): \(ours), Evidently \(theirs.score)")
                compared += 1
            }
        }
        #expect(compared >= 160)

        let chosen = try await report(reference, current, "--tests", "auto", "--threshold", "0.1")
        let automatic = try #require(chosen["features"] as? [String: [String: Any]])
        for scores in all {
            #expect(automatic[scores.name]?["decided_by"] as? String == scores.chosen, "\(scores.name)")
            guard case let theirs?? = scores.tests[scores.chosen] else { continue }
            #expect(automatic[scores.name]?["drifted"] as? Bool == theirs.drifted, "\(scores.name)")
        }
    }

    @Test func `texts and truth values are labels, and keys and moments are no features`() async throws {
        let rows = (0..<40).map {
            "2013-01-0\($0 / 20 + 1)T\(10 + $0 % 10):00:00Z,EWR,\($0),\($0 % 2 == 0),\(["a", "b"][$0 % 2])"
        }
        let header = "observed_at,city,value,flag,kind"
        let reference = try scratch.write(([header] + rows).joined(separator: "\n") + "\n", to: "r.csv")
        let object = try await report(reference, reference)
        let features = try #require(object["features"] as? [String: [String: Any]])
        #expect(Set(features.keys) == ["value", "flag", "kind"])
        #expect(features["flag"]?["type"] as? String == "labels")
        #expect(features["kind"]?["type"] as? String == "labels")
        let span = try #require(object["reference"] as? [String: Any])
        #expect(span["rows"] as? Int == 40)
        #expect(span["from"] as? String == "2013-01-01T10:00:00Z")
        #expect(span["to"] as? String == "2013-01-02T19:00:00Z")
        #expect(object["verdict"] as? String == "stable")
    }

    @Test func `a folder of a prediction log is read as one table`() async throws {
        for day in 1...2 {
            let rows = (0..<30).map { Int64(1_357_000_000_000) + Int64(day * 30 + $0) * 3_600_000 }
            let batch = try RecordBatch([
                Column(name: "request_id", values: .string(rows.map { "r\($0)" })),
                Column(name: "answered_at", values: .timestamp(rows)),
                Column(name: "machine_id", values: .string(rows.map { _ in "EWR" })),
                Column(name: "observed_at", values: .timestamp(rows)),
                Column(name: "input_temperature", values: .float64(rows.map { Double($0 % 7) })),
                Column(name: "temperature", values: .float32(rows.map { Float($0 % 7) })),
                Column(name: "anomaly_score", values: .float64(rows.map { _ in 0.4 })),
                Column(name: "is_anomaly", values: .boolean(rows.map { _ in false })),
                Column(name: "model_name", values: .string(rows.map { _ in "m" })),
                Column(name: "model_version", values: .int64(rows.map { _ in 1 })),
            ])
            let folder = "\(scratch.path)/log/date=2013-01-0\(day)"
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            try ParquetWriter.write(batch, to: "\(folder)/predictions-1.parquet")
        }
        let object = try await report("\(scratch.path)/log", "\(scratch.path)/log")
        #expect((object["reference"] as? [String: Any])?["rows"] as? Int == 60)
        #expect((object["features"] as? [String: Any])?.keys.sorted() == ["temperature"])
        #expect(object["schema"] as? String == "weather")
    }

    @Test func `thresholds come from settings and options`() async throws {
        let reference = try file(
            "r.csv", [("temperature", (0..<50).map(Double.init)), ("pressure", (0..<50).map(Double.init))])
        let current = try file(
            "c.csv", [("temperature", (0..<50).map { Double($0) + 8 }), ("pressure", (0..<50).map { Double($0) + 8 })])
        let outcome = try await BuiltProgram.run(
            ["drift", "report", "--reference", reference, "--current", current, "--json"],
            environment: ["DRIFT_THRESHOLD": "0.2", "DRIFT_FEATURE_THRESHOLDS": "temperature=0.9"])
        let groups = try #require(try outcome.object["groups"] as? [String: [String: Any]])
        #expect(groups["temperature"]?["drifted"] as? Bool == false)
        #expect(groups["temperature"]?["threshold"] as? Double == 0.9)
        #expect(groups["pressure"]?["drifted"] as? Bool == true)
        #expect(groups["pressure"]?["threshold"] as? Double == 0.2)
        let other = try await report(reference, current, "--tests", "psi", "--threshold", "1000")
        #expect(other["verdict"] as? String == "stable")

        let wrong = try await BuiltProgram.run(
            ["drift", "report", "--reference", reference, "--current", current],
            environment: ["DRIFT_FEATURE_THRESHOLDS": "temperature"])
        #expect(wrong.status == 78)
        #expect(wrong.errors.contains("DRIFT_FEATURE_THRESHOLDS"))
    }

    @Test func `a page is written beside the verdict, and drift is no failure`() async throws {
        let reference = try file("r.csv", [("a", (0..<90).map(Double.init))])
        let current = try file("c.csv", [("a", (0..<90).map { Double($0) + 50 })])
        let page = "\(scratch.path)/reports/drift.html"
        let outcome = try await BuiltProgram.run(
            ["drift", "report", "--reference", reference, "--current", current, "--html", page])
        #expect(outcome.status == 0)
        #expect(outcome.output.hasPrefix("Drift: a most, by "))
        #expect(outcome.output.contains("Drift is not a fault"))
        #expect(outcome.output.contains(page))
        #expect(try String(contentsOfFile: page, encoding: .utf8).hasSuffix("</html>\n"))
    }

    @Test func `files that cannot be compared are bad data, with their place`() async throws {
        let good = try file("good.csv", [("a", [1, 2, 3])])
        let ragged = try scratch.write("a,b\n1,2\n3\n", to: "ragged.csv")
        let other = try file("other.csv", [("b", [1, 2, 3])])
        let empty = "\(scratch.path)/empty"
        try FileManager.default.createDirectory(atPath: empty, withIntermediateDirectories: true)
        for (file, words) in [
            (ragged, "line 3"), (other, "no feature in common; the reference has a, the current file b"),
            ("\(scratch.path)/none.csv", "none.csv"), (empty, "there is no .parquet file"),
            (try scratch.write("", to: "empty.csv"), "empty.csv"),
            (try scratch.write("PAR1 nonsense", to: "broken.parquet"), "broken.parquet"),
        ] {
            let outcome = try await BuiltProgram.run(["drift", "report", "--reference", good, "--current", file])
            #expect(outcome.status == 65, "\(file)")
            #expect(outcome.output == "")
            #expect(outcome.errors.contains(words), "\(outcome.errors)")
        }
    }

    @Test(arguments: [
        ["--tests", "ks,nonsense"], ["--tests", ""], ["--tests", "auto,ks"], ["--threshold", "-1"],
        ["--threshold", "nan"], ["--schema", "pump"], ["--html", "/"],
    ])
    func `options that mean nothing are refused with 64`(options: [String]) async throws {
        let outcome = try await BuiltProgram.run(["drift", "report", "--reference", "a", "--current", "b"] + options)
        #expect(outcome.status == 64)
        #expect(outcome.errors.hasPrefix("Error: "))
        if options[0] == "--tests" { #expect(outcome.errors.contains("wasserstein_norm, wasserstein, ks, psi")) }
    }
}
