import FeatureStore
import Foundation
import Parquet
import Readings
import TestSupport
import Testing

struct ReadingLakeTests {
    private let scratch: ScratchDirectory
    private let lake: ReadingLake
    private let writer: LakeWriter

    init() throws {
        scratch = try ScratchDirectory()
        lake = ReadingLake(dataDirectory: scratch.path)
        writer = LakeWriter(dataDirectory: scratch.path)
    }

    private func file(_ month: String, schema: String = "weather") -> String {
        scratch.file("readings/schema=\(schema)/\(month)/000000001.parquet")
    }

    private func temperatures() throws -> [Double] { try lake.readings(of: .weather).columns[0] }

    @Test func `gives back every part of a reading, by station and moment`() throws {
        let flags = [
            QualityFlag(quantity: "wind_speed", reason: .outOfRange),
            QualityFlag(quantity: "temperature", reason: .notFinite),
        ]
        var doubted = Reading.weather("LGA", hour: 1, knownAtHour: 9, source: "a;b, \"c\"", flags: flags)
        doubted.kind = .archive
        doubted.values = [.infinity, 0.1 + 0.2, -0.0, 468.66]
        let readings = [
            doubted, .weather("LGA", hour: 0, 1), .weather("Zürich 🌧", hour: 5, .leastNonzeroMagnitude),
            .weather("EWR", hour: 7, -40.25),
        ]
        #expect(try writer.add(ReadingTable(readings)).count { $0 != .duplicate } == 4)
        let stored = try lake.readings(of: .weather)
        #expect(stored.readings == [readings[3], readings[1], readings[0], readings[2]])
        #expect(stored.readings[2].values.map(\.bitPattern) == doubted.values.map(\.bitPattern))
        #expect(stored.flags == [2: flags])
    }

    @Test func `keeps missing values missing`() throws {
        var reading = Reading.weather(hour: 0)
        reading.values = [.nan, 1, .nan, 2]
        try writer.add(ReadingTable([reading]))
        let stored = try lake.readings(of: .weather).reading(0)
        #expect(stored.values.map(\.isNaN) == [true, false, true, false])
        #expect(try writer.add(ReadingTable([reading])).count { $0 != .duplicate } == 0)
    }

    @Test func `takes the same readings in only once`() throws {
        let table = ReadingTable((0..<50).map { .weather(hour: $0, Double($0)) })
        #expect(try writer.add(table).count { $0 != .duplicate } == 50)
        let bytes = try Data(contentsOf: URL(filePath: file("year=2026/month=01")))
        #expect(try writer.add(table).count { $0 != .duplicate } == 0)
        #expect(
            try writer.add(ReadingTable(table.readings.reversed() + table.readings)).count { $0 != .duplicate } == 0)
        // Collected again an hour later: nothing new is known.
        #expect(
            try writer.add(ReadingTable((0..<50).map { .weather(hour: $0, Double($0), knownAtHour: $0 + 1) })).count {
                $0 != .duplicate
            } == 0)
        #expect(try Data(contentsOf: URL(filePath: file("year=2026/month=01"))) == bytes)
        #expect(
            try writer.add(ReadingTable([.weather(hour: 49, 49), .weather(hour: 50, 50)])).count { $0 != .duplicate }
                == 1
        )
        #expect(try temperatures() == (0...50).map(Double.init))
    }

    @Test func `takes repeated readings of one call in only once`() throws {
        let twice = ReadingTable([.weather(hour: 1), .weather(hour: 1), .weather("JFK", hour: 1)])
        #expect(try writer.add(twice).count { $0 != .duplicate } == 2)
        #expect(try lake.readings(of: .weather).rowCount == 2)
    }

    @Test func `gives the correction that became known last and keeps what it corrects`() throws {
        try writer.add(ReadingTable([.weather(hour: 1, 10, knownAtHour: 2), .weather(hour: 2, 77)]))
        #expect(try writer.add(ReadingTable([.weather(hour: 1, 11, knownAtHour: 5)])).count { $0 != .duplicate } == 1)
        #expect(try temperatures() == [11, 77])
        #expect(try writer.add(ReadingTable([.weather(hour: 1, 10, knownAtHour: 8)])).count { $0 != .duplicate } == 1)
        #expect(try temperatures() == [10, 77])
        #expect(try writer.add(ReadingTable([.weather(hour: 1, 12, knownAtHour: 3)])).count { $0 != .duplicate } == 1)
        #expect(try temperatures() == [10, 77])
        #expect(try lake.rowCount(of: .weather) == 5)
    }

    @Test func `prefers the later report of two known at one moment`() throws {
        try writer.add(ReadingTable([.weather(hour: 1, 10), .weather(hour: 1, 11)]))
        #expect(try temperatures() == [11])
        try writer.add(ReadingTable([.weather(hour: 1, 12)]))
        #expect(try temperatures() == [12])
    }

    @Test func `takes a superseded report in only once as well`() throws {
        let first = ReadingTable([.weather(hour: 1, 10, knownAtHour: 2)])
        let correction = ReadingTable([.weather(hour: 1, 11, knownAtHour: 5)])
        let late = ReadingTable([.weather(hour: 1, 12, knownAtHour: 3)])
        for table in [first, correction, late] { #expect(try writer.add(table).count { $0 != .duplicate } == 1) }
        for table in [first, correction, late] { #expect(try writer.add(table).count { $0 != .duplicate } == 0) }
        let all = ReadingTable(first.readings + correction.readings + late.readings)
        #expect(try writer.add(all).count { $0 != .duplicate } == 0)
        #expect(try temperatures() == [11])
    }

    @Test func `keeps reports of two sources apart`() throws {
        #expect(
            try writer.add(ReadingTable([.weather(hour: 1, 10, source: "b"), .weather(hour: 1, 11, source: "a")]))
                == [.added, .added])
        let stored = try lake.readings(of: .weather)
        #expect(stored.sources == ["a", "b"])
        #expect(stored.columns[0] == [11, 10])
    }

    @Test func `parts readings by month of the moment in UTC`() throws {
        let newYear = try #require(Timestamp(iso8601: "2026-01-01"))
        var readings = [-8_760, -1, 0, 743, 744].map { Reading.weather(hour: $0, Double($0)) }
        readings[1].observedAt = Timestamp(milliseconds: newYear.milliseconds - 1)
        try writer.add(ReadingTable(readings.reversed()))
        let rows = try ["year=2025/month=01", "year=2025/month=12", "year=2026/month=01", "year=2026/month=02"].map {
            try ParquetReader(path: file($0)).rowCount
        }
        #expect(rows == [1, 1, 2, 1])
        #expect(try lake.readings(of: .weather).readings == readings)
    }

    @Test func `is empty before anything was added`() throws {
        #expect(try lake.readings(of: .weather).rowCount == 0)
        #expect(try writer.add(ReadingTable(schema: .weather)).count { $0 != .duplicate } == 0)
        #expect(try scratch.entries == [])
        #expect(try ReadingLake(dataDirectory: scratch.file("not there")).readings(of: .machine).rowCount == 0)
    }

    @Test func `keeps schemas apart`() throws {
        try writer.add(ReadingTable([.weather(hour: 1)]))
        #expect(try lake.readings(of: .machine).rowCount == 0)
        var machine = SimulatedMachine(station: "machine_001", randomness: SeededRandom(seed: 1))
        let reading = machine.reading(at: Timestamp(milliseconds: 1_767_225_600_000))
        try writer.add(ReadingTable([reading], schema: .machine))
        #expect(try lake.readings(of: .machine).readings == [reading])
        #expect(try lake.readings(of: .weather).rowCount == 1)
    }

    @Test func `leaves alone what does not belong to it`() throws {
        try writer.add(ReadingTable([.weather(hour: 1)]))
        let directory = scratch.file("readings/schema=weather")
        try FileManager.default.createDirectory(
            atPath: "\(directory)/backup/month=01", withIntermediateDirectories: true)
        try FileManager.default.createDirectory(
            atPath: "\(directory)/year=2026/month=13", withIntermediateDirectories: true)
        try FileManager.default.createDirectory(
            atPath: "\(directory)/year=2025/month=01", withIntermediateDirectories: true)
        for name in ["notes.txt", ".DS_Store", "year=2026/notes.txt"] {
            try Data("notes".utf8).write(to: URL(filePath: "\(directory)/\(name)"))
        }
        #expect(try lake.readings(of: .weather).readings == [.weather(hour: 1)])
    }

    @Test func `names a damaged file and leaves it as it is`() throws {
        try writer.add(ReadingTable([.weather(hour: 1), .weather(hour: 800)]))
        let path = file("year=2026/month=02")
        let damaged = try Data(contentsOf: URL(filePath: path)).dropLast(10)
        try damaged.write(to: URL(filePath: path))
        for action in [
            { _ = try lake.readings(of: .weather) },
            { try LakeWriter(dataDirectory: scratch.path).add(ReadingTable([.weather(hour: 801)])) },
        ] {
            let error = #expect(throws: FeatureStoreError.self, performing: action)
            #expect(error?.subject == path)
            guard case .file(let cause)? = error?.reason, case .malformed = cause.reason else {
                Issue.record("\(String(describing: error))")
                return
            }
            #expect(error?.description.contains(path) == true)
        }
        #expect(try Data(contentsOf: URL(filePath: path)) == damaged)
        // The other month is whole.
        #expect(try writer.add(ReadingTable([.weather(hour: 2)])).count { $0 != .duplicate } == 1)
    }

    private func write(_ columns: [Column]) throws -> String {
        let path = file("year=2026/month=01")
        try ParquetWriter.write(RecordBatch(columns), to: path)
        return path
    }

    private func columns(replacing name: String? = nil, by values: ColumnValues? = nil) -> [Column] {
        let texts = ["machine_id": "EWR", "source": "test", "kind": "model", "quality": ""]
        let moments = ["observed_at", "known_at"]
        let names = ["machine_id", "source", "kind", "quality"] + moments + SensorSchema.weather.quantities.map(\.name)
        return names.compactMap { column in
            if column == name { return values.map { Column(name: column, values: $0) } }
            if let text = texts[column] { return Column(name: column, values: .string([text])) }
            if moments.contains(column) { return Column(name: column, values: .timestamp([1_767_225_600_000])) }
            return Column(name: column, values: .int32([7]))
        }
    }

    @Test func `reads a file that another program wrote in other types`() throws {
        _ = try write(columns())
        let reading = try lake.readings(of: .weather).reading(0)
        #expect(reading.values == [7, 7, 7, 7] && reading.kind == .model && reading.flags == [])
    }

    @Test(
        arguments: [
            ("machine_id", nil, .column(name: "machine_id", expected: "a text")),
            ("kind", .int64([1]), .column(name: "kind", expected: "a text")),
            ("observed_at", .float64([1]), .column(name: "observed_at", expected: "a timestamp")),
            ("pressure", nil, .column(name: "pressure", expected: "a number")),
            ("pressure", .string(["1013"]), .column(name: "pressure", expected: "a number")),
            ("machine_id", .string([nil]), .cell(row: 0, column: "machine_id", text: "", expected: "a name")),
            ("kind", .string(["guess"]), .cell(row: 0, column: "kind", text: "guess", expected: "a kind of reading")),
            ("kind", .string([nil]), .cell(row: 0, column: "kind", text: "", expected: "a kind of reading")),
            (
                "observed_at", .timestamp([.min]),
                .cell(
                    row: 0, column: "observed_at",
                    text: "-292275055-05-16T16:47:04.192Z, known 2026-01-01T00:00:00Z",
                    expected: "a moment between 1900 and 2199")
            ),
            (
                "known_at", .timestamp([1_767_225_600_000_000]),
                .cell(
                    row: 0, column: "observed_at", text: "2026-01-01T00:00:00Z, known 57971-02-25T00:00:00Z",
                    expected: "a moment between 1900 and 2199")
            ),
            (
                "quality", .string(["humidity:out_of_range;wet"]),
                .cell(row: 0, column: "quality", text: "wet", expected: "a quality flag")
            ),
        ] as [(String, ColumnValues?, FeatureStoreError.Reason)])
    func `says which column or cell of a file is wrong`(
        column: String, values: ColumnValues?, reason: FeatureStoreError.Reason
    ) throws {
        let path = try write(columns(replacing: column, by: values))
        #expect(throws: FeatureStoreError(subject: path, reason: reason)) { try lake.readings(of: .weather) }
    }

    @Test func `says that a directory cannot be written to`() throws {
        _ = try scratch.write("in the way", to: "readings")
        let error = #expect(throws: FeatureStoreError.self) { try writer.add(ReadingTable([.weather(hour: 1)])) }
        guard case .directory = error?.reason else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(error?.subject == scratch.file("readings"))
    }
}
