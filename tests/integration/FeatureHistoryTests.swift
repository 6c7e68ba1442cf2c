import FeatureStore
import Foundation
import Parquet
import Readings
import TestSupport
import Testing

/// `features materialize`, `get`, `join` and `audit` on a small lake.
struct FeatureHistoryTests {
    private let scratch: ScratchDirectory
    private var data: String { scratch.file("data") }

    /// 48 hours of two stations; hour 10 of A is corrected at hour 40.
    init() throws {
        scratch = try ScratchDirectory()
        var readings = ReadingTable(schema: .weather)
        func add(_ station: String, _ hour: Int, _ temperature: Double, known: Int) {
            readings.append(
                Reading(
                    station: station, observedAt: moment(hour), knownAt: moment(known), source: "test",
                    kind: .measurement, values: [temperature, 1_013, 50, 3]))
        }
        for hour in 0..<48 {
            add("A", hour, Double(hour), known: hour)
            add("B", hour, Double(100 - hour), known: hour)
        }
        add("A", 10, 99, known: 40)
        try LakeWriter(dataDirectory: data).add(readings)
    }

    private func moment(_ hour: Int) -> Timestamp {
        Timestamp(milliseconds: 1_767_225_600_000).advanced(hours: hour)
    }

    private func run(_ arguments: String...) async throws -> BuiltProgram.Outcome {
        try await BuiltProgram.run(["features"] + arguments + ["--data-dir", data])
    }

    private func cells(_ path: String) throws -> [[Substring]] {
        try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
            .map { $0.split(separator: ",", omittingEmptySubsequences: false) }
    }

    @Test func `materializes what is new`() async throws {
        let first = try await run("materialize", "--json")
        #expect(first.status == 0, "\(first.errors)")
        #expect(try first.object["months_written"] as? Int == 1)
        // 48 hours of two stations, and a version more of each row of A that looks at hour 10.
        #expect(try first.object["rows"] as? Int == 96 + 24)
        #expect(try first.object["later_versions"] as? Int == 24)
        let second = try await run("materialize")
        #expect(second.output.contains("0 written, 1 up to date"))
        #expect(try await run("materialize", "--full", "--json").object["months_written"] as? Int == 1)
        let station = try await run("materialize", "--station", "A", "--json")
        #expect(try station.object["rows"] as? Int == 72)
        #expect(try station.object["rows_kept"] as? Int == 48)
        #expect(try await run("materialize", "--from", "2026").status == 64)
        #expect(try await run("materialize", "--from", "2026-02", "--to", "2026-01").status == 64)
    }

    @Test func `shows a row as it was known at a moment`() async throws {
        _ = try await run("materialize")
        let before = try await run("get", "--entity", "A", "--at", "2026-01-01T10:30:00Z", "--json")
        let features = try #require(try before.object["features"] as? [String: Any])
        #expect(features["temperature"] as? Double == 10)
        #expect(features.count == 32 && features["temp_lag_12h"] is NSNull)
        #expect(try before.object["event_timestamp"] as? String == "2026-01-01T10:00:00Z")
        #expect(try before.object["known_at"] as? String == "2026-01-01T10:00:00Z")
        #expect(try before.object["age_seconds"] as? Double == 1_800)
        let text = try await run("get", "--entity", "A", "--at", "2026-01-03T00:00:00Z")
        #expect(text.status == 0 && text.output.contains("PRESENT") && text.output.contains("temp_mean_24h"))
        let old = try await run("get", "--entity", "A", "--at", "2026-02-01", "--json")
        #expect(try old.object["status"] as? String == "OUTSIDE_MAX_AGE")
        #expect(
            try await run("get", "--entity", "A", "--at", "2026-02-01", "--ttl-hours", "0", "--json")
                .object["status"] as? String == "PRESENT")
        #expect(
            try await run("get", "--entity", "C", "--at", "2026-01-02", "--json")
                .object["status"] as? String == "NOT_FOUND")
    }

    @Test func `joins a file with what was known at its moments`() async throws {
        _ = try await run("materialize")
        let labels = """
            label,machine_id,event_timestamp
            "a, quoted",A,2026-01-01T10:30:00Z
            007,A,2026-01-02T17:00:00Z
            x,B,2026-01-01T02:59:59Z
            y,C,2026-01-01T02:00:00Z
            z,A,2026-02-01T02:00:00Z

            """
        let entities = try scratch.write(labels, to: "labels.csv")
        let output = scratch.file("training.csv")
        let outcome = try await run("join", "--entities", entities, "--output", output, "--json")
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(try outcome.object["present"] as? Int == 3)
        #expect(try outcome.object["not_found"] as? Int == 1)
        #expect(try outcome.object["outside_max_age"] as? Int == 1)
        let rows = try cells(output)
        #expect(rows[0].prefix(4) == ["label", "machine_id", "event_timestamp", "temperature"])
        #expect(rows.count == 6 && rows[0].count == 35)
        #expect(rows[1].prefix(5) == ["\"a", " quoted\"", "A", "2026-01-01T10:30:00Z", "10.0"])
        #expect(rows[2].prefix(4) == ["007", "A", "2026-01-02T17:00:00Z", "41.0"])
        #expect(rows[3][3] == "98.0")
        #expect(rows[4].dropFirst(3).allSatisfy(\.isEmpty) && rows[5].dropFirst(3).allSatisfy(\.isEmpty))

        let parquet = scratch.file("training.parquet")
        _ = try await run("join", "--entities", entities, "--output", parquet)
        let batch = try ParquetReader(path: parquet).read()
        #expect(batch.rowCount == 5 && batch.schema.names.count == 35)
        guard case .float32(let temperatures)? = batch["temperature"] else {
            Issue.record("no temperatures")
            return
        }
        #expect(temperatures.prefix(3) == [10, 41, 98])
    }

    @Test func `says which cell of the entities is wrong`() async throws {
        _ = try await run("materialize")
        let bad = try scratch.write("machine_id,event_timestamp\nA,2026-01-01\nA,yesterday\n", to: "bad.csv")
        let output = scratch.file("none.csv")
        let outcome = try await run("join", "--entities", bad, "--output", output)
        #expect(outcome.status == 65)
        #expect(outcome.errors.contains("line 3, column 'event_timestamp': 'yesterday' is not of type timestamp"))
        let empty = try scratch.write("machine_id,event_timestamp\n,2026-01-01\n", to: "empty.csv")
        #expect(
            try await run("join", "--entities", empty, "--output", output).errors.contains("row 1 has no machine_id"))
        let same = try scratch.write("machine_id,observed_at,month\nA,2026-01-01,1\n", to: "same.csv")
        let taken = try await run("join", "--entities", same, "--output", output)
        #expect(taken.status == 65 && taken.errors.contains("month"))
        #expect(!FileManager.default.fileExists(atPath: output))
    }

    @Test func `audits training rows and catches a planted leak`() async throws {
        _ = try await run("materialize")
        let clean = try await run("audit")
        #expect(clean.status == 0 && clean.output.contains("rows         96"))

        // Joined with no regard to when rows became known: the row of 10:30 has the correction of the next day.
        let entities = try scratch.write("machine_id,observed_at\nA,2026-01-01T10:00:00Z\n", to: "labels.csv")
        let rows = scratch.file("rows.csv")
        _ = try await run("join", "--entities", entities, "--output", rows, "--ignore-known-at")
        let leak = try await run("audit", "--rows", rows)
        #expect(leak.status == 65)
        #expect(
            leak.output.contains(
                "A, 2026-01-01T10:00:00Z, temperature: 99.0, 10.0, –: uses a reading known only at "
                    + "2026-01-02T16:00:00Z"), "\(leak.output)")
        let json = try await run("audit", "--rows", rows, "--json")
        #expect(json.status == 65)
        #expect(try json.object["different_rows"] as? Int == 1)
        #expect(try await run("audit", "--rows", rows, "--station", "B").status == 0)

        _ = try await run("join", "--entities", entities, "--output", rows)
        #expect(try await run("audit", "--rows", rows).status == 0)
    }
}
