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
        let temperature = try #require(features["temperature"] as? [String: Any])
        #expect(temperature["value"] as? Double == 10 && temperature["status"] as? String == "PRESENT")
        let lag = try #require(features["temp_lag_12h"] as? [String: Any])
        #expect(features.count == 32 && lag["value"] is NSNull && lag["status"] as? String == "NULL_VALUE")
        #expect(try before.object["event_timestamp"] as? String == "2026-01-01T10:00:00Z")
        #expect(try before.object["known_at"] as? String == "2026-01-01T10:00:00Z")
        #expect(try before.object["age_seconds"] as? Double == 1_800)
        let text = try await run("get", "--entity", "A", "--at", "2026-01-03T00:00:00Z")
        #expect(text.status == 0 && text.output.contains("PRESENT") && text.output.contains("temp_mean_24h"))
        let old = try await run("get", "--entity", "A", "--at", "2026-02-01", "--json")
        #expect(try old.object["status"] as? String == "OUTSIDE_MAX_AGE")
        // The online store's row is as old; it is shown in the same words, its values too.
        let online = try await run("get", "--entity", "A", "--json")
        let keys = Set(try old.object.keys)
        #expect(keys == Set(try online.object.keys).union(["known_at"]))
        for outcome in [old, online] {
            let values = try #require(try outcome.object["features"] as? [String: [String: Any]])
            #expect(values.count == 32)
            #expect(values.values.allSatisfy { $0["value"] is NSNull && $0["status"] as? String == "OUTSIDE_MAX_AGE" })
            #expect(try outcome.object["degraded"] as? Bool == false)
            #expect(try outcome.object["feature_view"] as? String == "sensor_stats_view")
        }
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
        #expect(
            rows[0].prefix(7).joined(separator: " ")
                == "label machine_id event_timestamp feature_status feature_observed_at feature_known_at temperature")
        #expect(rows.count == 6 && rows[0].count == 38)
        #expect(
            rows[1].prefix(8) == [
                "\"a", " quoted\"", "A", "2026-01-01T10:30:00Z", "PRESENT", "2026-01-01T10:00:00Z",
                "2026-01-01T10:00:00Z", "10.0",
            ])
        #expect(
            rows[2].prefix(7) == [
                "007", "A", "2026-01-02T17:00:00Z", "PRESENT", "2026-01-02T17:00:00Z", "2026-01-02T17:00:00Z", "41.0",
            ])
        #expect(rows[3][6] == "98.0")
        #expect(rows[4][3] == "NOT_FOUND" && rows[4].dropFirst(4).joined().isEmpty)
        #expect(rows[5][3] == "OUTSIDE_MAX_AGE" && rows[5][4] == "2026-01-02T23:00:00Z")
        #expect(rows[5].dropFirst(6).joined().isEmpty)

        let parquet = scratch.file("new/folder/training.PARQUET")
        _ = try await run("join", "--entities", entities, "--output", parquet)
        let batch = try ParquetReader(path: parquet).read(as: [
            "feature_observed_at": .optionalTimestamp, "feature_known_at": .optionalTimestamp,
        ])
        #expect(batch.rowCount == 5 && batch.schema.names.count == 38)
        #expect(batch["label"] == .string(["a, quoted", "007", "x", "y", "z"]))
        #expect(batch["event_timestamp"]?.type == .timestamp)
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
            try await run("join", "--entities", empty, "--output", output).errors
                .contains("line 2, column 'machine_id': a missing value"))
        let same = try scratch.write("machine_id,observed_at,month\nA,2026-01-01,1\n", to: "same.csv")
        let taken = try await run("join", "--entities", same, "--output", output)
        #expect(taken.status == 65)
        #expect(taken.errors.hasSuffix("same.csv: column month is called like one that is added; rename it\n"))
        let nameless = try scratch.write("station,event_timestamp\nA,2026-01-01\n", to: "nameless.csv")
        #expect(
            try await run("join", "--entities", nameless, "--output", output).errors
                .contains("no column machine_id; it has station, event_timestamp"))
        let timeless = try scratch.write("machine_id,at\nA,2026-01-01\n", to: "timeless.csv")
        #expect(
            try await run("join", "--entities", timeless, "--output", output).errors
                .contains("no column event_timestamp or observed_at; it has"))
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
        let other = try await run("audit", "--rows", rows, "--station", "B")
        #expect(other.status == 65 && other.errors.contains("nothing is stored of B"))

        _ = try await run("join", "--entities", entities, "--output", rows)
        #expect(try await run("audit", "--rows", rows).status == 0)
    }

    @Test(arguments: ["csv", "parquet"])
    func `audits what it joined`(format: String) async throws {
        _ = try await run("materialize")
        // Between readings, long after the last, and of nobody.
        var labels = "label,machine_id,event_timestamp\n"
        for hour in 0..<40 { labels += "\(hour),\(hour % 3 == 0 ? "B" : "A"),\(moment(hour).advanced(minutes: 30))\n" }
        labels += "90,A,2026-03-01T00:00:00Z\n91,nobody,2026-01-01T00:30:00Z\n"
        let entities = try scratch.write(labels, to: "labels.csv")
        let rows = scratch.file("training.\(format)")
        _ = try await run("join", "--entities", entities, "--output", rows)
        let clean = try await run("audit", "--rows", rows, "--json")
        #expect(clean.status == 0, "\(clean.output)")
        #expect(try clean.object["rows"] as? Int == 40)
        #expect(try clean.object["rows_without_features"] as? Int == 2)

        // The correction of hour 10 was known at hour 40 only.
        _ = try await run("join", "--entities", entities, "--output", rows, "--ignore-known-at")
        let leak = try await run("audit", "--rows", rows, "--json")
        #expect(leak.status == 65)
        let differences = try #require(try leak.object["differences"] as? [[String: Any]])
        #expect(
            differences.allSatisfy { ($0["meaning"] as? String)?.hasPrefix("uses a reading known only at") == true })
        #expect(differences.contains { $0["feature"] as? String == "temperature" && $0["trained"] as? Double == 99 })
    }

    @Test func `carries other columns through unchanged`() async throws {
        _ = try await run("materialize")
        let cells = """
            zip,machine_id,event_timestamp,big,gaps,text,share,quoted
            00501,A,2026-01-01 10:30:00.123456+00:00,4611686018427387905,4611686018427387905,NA,0.25,""
            10001,NA,2026-01-01T10:30:00Z,7,,null,-3.5,"a ""b"", c"

            """
        let entities = try scratch.write(cells, to: "labels.csv")
        let csv = scratch.file("joined.csv")
        let outcome = try await run("join", "--entities", entities, "--output", csv, "--json")
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(try outcome.object["present"] as? Int == 1 && outcome.object["not_found"] as? Int == 1)
        let before = cells.split(separator: "\n")
        let after = try String(contentsOfFile: csv, encoding: .utf8).split(separator: "\n")
        #expect(zip(after, before).allSatisfy { $0.hasPrefix("\($1),") } && after.count == 3)

        let parquet = scratch.file("joined.parquet")
        _ = try await run("join", "--entities", entities, "--output", parquet)
        let columns = ["zip", "machine_id", "event_timestamp", "big", "gaps", "text", "share", "quoted"]
        let batch = try ParquetReader(path: parquet).read(columns: columns)
        #expect(batch["zip"] == .string(["00501", "10001"]) && batch["machine_id"] == .string(["A", "NA"]))
        // Milliseconds cannot say the first moment.
        #expect(
            batch["event_timestamp"] == .string(["2026-01-01 10:30:00.123456+00:00", "2026-01-01T10:30:00Z"]))
        #expect(batch["big"] == .int64([4_611_686_018_427_387_905, 7]))
        #expect(batch["gaps"] == .string(["4611686018427387905", nil]) && batch["text"] == .string(["NA", "null"]))
        #expect(batch["share"] == .float64([0.25, -3.5]) && batch["quoted"] == .string(["", "a \"b\", c"]))

        // Further joins leave Parquet columns as they are.
        let plain = scratch.file("plain.parquet")
        try ParquetWriter.write(
            RecordBatch([
                Column(name: "machine_id", values: .category(codes: [0, 1], names: ["A", "NA"])),
                Column(name: "observed_at", values: .timestamp([moment(10).milliseconds, moment(11).milliseconds])),
                Column(name: "checked_at", values: .optionalTimestamp([nil, moment(11).milliseconds + 1])),
                Column(name: "ok", values: .boolean([true, false])),
            ]), to: plain)
        let again = scratch.file("again.parquet")
        #expect(try await run("join", "--entities", plain, "--output", again).status == 0)
        let own = try ParquetReader(path: again).read(
            columns: ["machine_id", "observed_at", "checked_at", "ok"], as: ["checked_at": .optionalTimestamp])
        #expect(
            own["machine_id"] == .category(codes: [0, 1], names: ["A", "NA"]) && own["ok"] == .boolean([true, false]))
        #expect(own["checked_at"] == .optionalTimestamp([nil, moment(11).milliseconds + 1]))
        _ = try await run("join", "--entities", plain, "--output", csv)
        let rows = try self.cells(csv)
        #expect(rows[1].prefix(5) == ["A", "2026-01-01T10:00:00.000Z", "", "true", "PRESENT"])
        #expect(
            rows[2].prefix(5) == ["NA", "2026-01-01T11:00:00.000Z", "2026-01-01T11:00:00.001Z", "false", "NOT_FOUND"])
    }

    @Test func `says what to do about a damaged file`() async throws {
        _ = try await run("materialize")
        let path = "\(data)/features/view=sensor_stats_view/schema=weather/2026-01.parquet"
        try Data("PAR1".utf8).write(to: URL(filePath: path))
        let entities = try scratch.write("machine_id,event_timestamp\nA,2026-01-02\n", to: "labels.csv")
        for command in [
            ["get", "--entity", "A", "--at", "2026-01-02"], ["audit"],
            ["join", "--entities", entities, "--output", scratch.file("out.csv")],
        ] {
            let outcome = try await BuiltProgram.run(["features"] + command + ["--data-dir", data])
            #expect(outcome.status == 65)
            #expect(outcome.errors.contains(path))
            #expect(outcome.errors.hasSuffix("driftdetector features materialize --schema weather computes it anew\n"))
        }
        let repaired = try await run("materialize", "--json")
        #expect(repaired.status == 0 && repaired.errors.contains("\(path): was damaged and is computed anew"))
        #expect(try repaired.object["damaged_files"] as? [String] == [path])
        #expect(try await run("audit").status == 0)
    }

    @Test func `says what to do where there is nothing`() async throws {
        let entities = try scratch.write("machine_id,event_timestamp\nA,2026-01-02\n", to: "labels.csv")
        let output = scratch.file("out.csv")
        let join = try await run("join", "--entities", entities, "--output", output)
        #expect(
            join.status == 0
                && join.errors.contains("driftdetector features materialize --schema weather computes them"))
        let audit = try await run("audit")
        #expect(
            audit.status == 65
                && audit.errors.contains("driftdetector features materialize --schema weather computes them"))
        _ = try await run("materialize")
        for command in [["materialize", "--station", "nobody"], ["audit", "--station", "nobody"]] {
            let outcome = try await BuiltProgram.run(["features"] + command + ["--data-dir", data])
            #expect(outcome.status == 65 && outcome.errors.contains("nothing is stored of nobody"))
        }
        #expect(try await run("materialize", "--station", "").status == 64)
        #expect(try await run("audit", "--station", "").status == 64)
        let empty = try await BuiltProgram.run(["features", "materialize", "--data-dir", scratch.file("none")])
        #expect(empty.status == 65 && empty.errors.contains("there are no weather readings"))
        #expect(!FileManager.default.fileExists(atPath: scratch.file("none")))
    }
}
