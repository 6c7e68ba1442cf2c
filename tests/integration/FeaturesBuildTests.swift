import Foundation
import Parquet
import TestSupport
import Testing

/// `features build` beside pandas' features of the same readings, in `tests/fixtures/pandas`.
struct FeaturesBuildTests {
    private static let machines = """
        machine_id,observed_at,temperature,vibration,rotation_speed
        m,2026-01-05T00:00:00Z,70.5,0.25,1450
        m,2026-01-05T01:00:00Z,71.5,0.75,1500

        """

    private let scratch: ScratchDirectory

    init() throws {
        scratch = try ScratchDirectory()
    }

    private func build(_ input: String, _ arguments: String...) async throws -> BuiltProgram.Outcome {
        try await BuiltProgram.run(["features", "build", "--input", input] + arguments)
    }

    private func cells(_ text: String) -> [[Substring]] {
        text.split(separator: "\n").map { $0.split(separator: ",", omittingEmptySubsequences: false) }
    }

    @Test(arguments: ["ewr_start", "ewr_gaps", "ewr_long_gaps", "two_cities_interleaved"])
    func `prints pandas' header and numbers`(name: String) async throws {
        let input = ProjectFiles.fixture("pandas/\(name).input.csv").path
        let outcome = try await build(input, "--schema", "weather", "--format", "csv")
        #expect(outcome.status == 0)
        #expect(outcome.errors == "")
        let golden = ProjectFiles.fixture("pandas/\(name).features.csv")
        let theirs = cells(try String(contentsOf: golden, encoding: .utf8))
        let ours = cells(outcome.output)
        #expect(ours.first == theirs.first)
        #expect(ours.count == theirs.count)
        #expect(ours.count > 100)
        var different: [String] = []
        for (line, (left, right)) in zip(ours, theirs).enumerated().dropFirst() {
            if left.count != 34 || left[..<2] != right[..<2] { different.append("line \(line + 1)") }
            for column in 2..<min(left.count, right.count) where !Self.agree(left[column], right[column]) {
                different.append("line \(line + 1), \(theirs[0][column]): \(left[column]) for \(right[column])")
            }
        }
        #expect(different == [])
    }

    /// Theirs is a Double, ours rounded once to Float: one step of it apart, or 1e-9 near 0 where sums cancel.
    private static func agree(_ ours: Substring, _ theirs: Substring) -> Bool {
        guard let left = Double(ours), let right = Double(theirs) else { return ours == theirs }
        return abs(left - right) <= max(Double(Float(right).ulp), 1e-9)
    }

    @Test func `prints 30 features of machines`() async throws {
        let input = try scratch.write(Self.machines, to: "hall.csv")
        let outcome = try await build(input, "--schema", "machine")
        #expect(outcome.status == 0)
        let rows = cells(outcome.output)
        #expect(rows.map(\.count) == [32, 32, 32])
        #expect(
            rows[0] == [
                "machine_id", "observed_at", "temperature", "vibration", "rotation_speed", "vibration_mean_3h",
                "vibration_std_3h", "vibration_min_3h", "vibration_max_3h", "vibration_mean_6h", "vibration_std_6h",
                "vibration_min_6h", "vibration_max_6h", "vibration_mean_12h", "vibration_std_12h",
                "vibration_min_12h", "vibration_max_12h", "vibration_mean_24h", "vibration_std_24h",
                "vibration_min_24h", "vibration_max_24h", "vibration_lag_1h", "vibration_lag_3h",
                "vibration_lag_6h", "vibration_lag_12h", "hour_sin", "hour_cos", "day_of_week", "month",
                "temperature_x_vibration", "vibration_x_rotation_speed", "temperature_x_rotation_speed",
            ])
        #expect(rows[1].prefix(6) == ["m", "2026-01-05T00:00:00Z", "70.5", "0.25", "1450.0", "0.25"])
        #expect(rows[2][5...8] == ["0.5", "0.35355338", "0.25", "0.75"])
        #expect(rows[2][21] == "0.25")
        #expect(rows[2].suffix(3) == ["53.625", "1125.0", "107250.0"])
    }

    @Test func `prints JSON, undefined features as null`() async throws {
        let input = try scratch.write(Self.machines, to: "hall.csv")
        let csv = cells(try await build(input, "--schema", "machine").output)
        for arguments in [["--format", "json"], ["--json"]] {
            let outcome = try await BuiltProgram.run(
                ["features", "build", "--input", input, "--schema", "machine"] + arguments)
            let rows = try #require(
                try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [[String: Any]])
            #expect(rows.count == 2)
            for (row, line) in zip(rows, csv.dropFirst()) {
                #expect(Set(row.keys) == Set(csv[0].map(String.init)))
                for (name, cell) in zip(csv[0].map(String.init), line) {
                    if cell.isEmpty {
                        #expect(row[name] is NSNull)
                    } else if let number = Double(cell) {
                        #expect(row[name] as? Double == number)
                    } else {
                        #expect(row[name] as? String == String(cell))
                    }
                }
            }
        }
    }

    @Test func `writes Parquet with the same numbers`() async throws {
        let input = try scratch.write(Self.machines, to: "hall.csv")
        let csv = cells(try await build(input, "--schema", "machine").output)
        let file = scratch.file("rows.parquet")
        let outcome = try await build(
            input, "--schema", "machine", "--format", "parquet", "--output", file, "--json")
        #expect(outcome.status == 0)
        #expect(try outcome.object["rows"] as? Int == 2)
        #expect(try outcome.object["features"] as? Int == 30)
        #expect(try outcome.object["output"] as? String == file)
        let batch = try ParquetReader(path: file).read()
        #expect(batch.columns.map(\.name) == csv[0].map(String.init))
        for (place, column) in batch.columns.enumerated().dropFirst(2) {
            let values = (1...2).map { csv[$0][place].isEmpty ? Float.nan : Float(csv[$0][place]) ?? .infinity }
            #expect(column.values == .float32(values))
        }
    }

    @Test func `writes CSV and JSON into files`() async throws {
        let input = try scratch.write(Self.machines, to: "hall.csv")
        for format in ["csv", "json"] {
            let printed = try await build(input, "--schema", "machine", "--format", format)
            let file = scratch.file("rows.\(format)")
            let written = try await build(input, "--schema", "machine", "--format", format, "--output", file)
            #expect(written.output == "2 rows of 30 features in \(file)\n")
            #expect(try String(contentsOfFile: file, encoding: .utf8) == printed.output)
        }
    }

    @Test func `says where the file is wrong, and prints no row`() async throws {
        let cell = try scratch.write(
            Self.machines.replacing("0.75", with: "shaky"), to: "cell.csv")
        let outcome = try await build(cell, "--schema", "machine")
        #expect(outcome.status == 65)
        #expect(outcome.output == "")
        #expect(
            outcome.errors == "driftdetector: \(cell): line 3, column 'vibration': 'shaky' is not of type float64\n")

        let missing = try await build(cell, "--schema", "weather")
        #expect(missing.status == 65)
        #expect(missing.output == "")
        #expect(missing.errors.contains("no column pressure, humidity, wind_speed; it has machine_id, observed_at"))

        let none = try await build(scratch.file("none.csv"))
        #expect(none.status == 65)
        #expect(none.errors == "driftdetector: \(scratch.file("none.csv")): there is no such file\n")
    }

    @Test func `fails when it cannot write`() async throws {
        let input = try scratch.write(Self.machines, to: "hall.csv")
        _ = try scratch.write("a file", to: "none")
        let outcome = try await build(
            input, "--schema", "machine", "--output", scratch.file("none/rows.csv"))
        #expect(outcome.status == 1)
        #expect(outcome.output == "")
        #expect(outcome.errors.hasPrefix("driftdetector: \(scratch.file("none/rows.csv")): cannot be written: "))
        #expect(try await build(input, "--schema", "machine", "--output", scratch.file("new/rows.csv")).status == 0)
    }
}
