import FeatureStore
import Foundation
import Ingestion
import Parquet
import Readings
import TestSupport
import Testing

/// Files as people have them, taken in without saying more than is needed.
struct HistoryImportTests {
    private static let header = "city,time,temperature,pressure,humidity,wind_speed"
    private let scratch: ScratchDirectory
    private var data: String { scratch.file("data") }

    init() throws { scratch = try ScratchDirectory() }

    private func plan(_ path: String, _ options: ImportOptions = ImportOptions()) throws -> ImportPlan {
        try ImportInspection(path: path, schema: .weather, options: options, dataDirectory: data).plan()
    }

    private func history(_ path: String, _ options: ImportOptions = ImportOptions()) throws -> HistoryImport {
        try HistoryImport(
            plan: plan(path, options), source: "import", kind: .measurement, dataDirectory: data)
    }

    private func preview(_ text: String, _ options: ImportOptions = ImportOptions()) throws -> ImportSummary {
        try history(scratch.write(text), options).preview { _, _ in }
    }

    private func options(_ change: (inout ImportOptions) -> Void) -> ImportOptions {
        var options = ImportOptions()
        change(&options)
        return options
    }

    @Test(arguments: [
        ("as expected", "\(header)\nB,2024-05-01T00:00Z,12.5,1013,70,3\n"),
        ("a byte order mark and CR LF", "\u{FEFF}\(header)\r\nB,2024-05-01T00:00Z,12.5,1013,70,3\r\n"),
        (
            "semicolons and decimal commas",
            "\(header)\nB,2024-05-01T00:00Z,12.5,1013,70,3\n"
                .replacing(",", with: ";").replacing(".", with: ",")
        ),
        ("tabulators", "\(header)\nB,2024-05-01T00:00Z,12.5,1013,70,3\n".replacing(",", with: "\t")),
        (
            "quoted line breaks",
            "city,time,note,temperature,pressure,humidity,wind_speed\n"
                + "\"B\",2024-05-01T00:00Z,\"two\nlines, \"\"quoted\"\"\",12.5,1013,70,3\n"
        ),
        (
            "Fahrenheit, inches and knots",
            "station,timestamp,temp_f,temperature,pressure,humidity,wind_speed_kts\n"
                + "B,2024-05-01T00:00Z,0,54.5,29.914,0.7,5.8315\n".replacing("54.5", with: "285.65")
        ),
        ("an offset", "\(header)\nB,2024-05-01T02:00+02:00,12.5,1013,70,3\n"),
    ])
    func `is read as it is meant`(what: String, text: String) throws {
        var given = ImportOptions()
        if what.hasPrefix("Fahrenheit") { given.columns = ["wind_speed_kts": "wind_speed"] }
        let summary = try preview(text, given)
        #expect(summary.rows == 1 && summary.rejectedRows == 0)
        let reading = try #require(summary.firstReadings.first)
        #expect(reading.station == "B")
        #expect(reading.observedAt == Timestamp(iso8601: "2024-05-01"))
        for (value, expected) in zip(reading.values, [12.5, 1013, 70, 3]) { #expect(abs(value - expected) < 0.01) }
    }

    @Test func `each row that cannot be taken has its line and reason, and is written aside`() throws {
        let path = try scratch.write(
            """
            \(Self.header)
            B,2024-05-01T00:00:00Z,12.5,1013,70,3
            B,2024-05-01T01:00:00Z,warm,1013,70,3
            B,2024-05-01T02:00:00Z,1,2
            B,,1,1000,3,4
            ,2024-05-01T03:00:00Z,1,1000,3,4
            B,2024-05-01T03:00:00Z,,,,
            B,05/01/2024,1,1000,3,4
            B,2024-05-01T04:00:00,1,1000,3,4
            B,9999-01-01T00:00:00Z,1,1000,3,4
            "B,2024-05-01T05:00:00Z,1,1000,3,4
            """, to: "bad.csv")
        let intake = try self.intake()
        let summary = try history(path).run(store: intake.stores, progress: { _, _ in })
        #expect(summary.rows == 10 && summary.acceptedRows == 1)
        #expect(
            summary.rejected == [
                .unreadableNumber: 1, .fieldCount: 1, .noMoment: 1, .noStation: 1, .noValues: 1, .unreadableMoment: 1,
                .noZone: 1, .implausibleMoment: 1, .unclosedQuote: 1,
            ])
        let aside = try CSVReader(path: #require(summary.rejectedFile)).read()
        #expect(aside["line"] == .int64([3, 4, 5, 6, 7, 8, 9, 10, 11]))
        #expect(aside.columns.map { $0.name } == ["line", "reason", "detail", "row"])
        let stored = try ReadingLake(dataDirectory: data).readings(of: .weather)
        #expect(stored.rowCount == 1)
        // Once the file is mended nothing is left of them.
        let mended = try scratch.write("\(Self.header)\nB,2024-05-01T00:00:00Z,12.5,1013,70,3\n", to: "bad.csv")
        #expect(try history(mended).run(store: intake.stores, progress: { _, _ in }).rejectedFile == nil)
        #expect(!FileManager.default.fileExists(atPath: "\(data)/rejected/bad.csv"))
    }

    @Test func `what was said is remembered for files of the same header, and can be said anew`() throws {
        let text = "t,temp,p\n01.07.2024 14:00,68,1013\n"
        let path = try scratch.write(text)
        #expect(
            throws: IngestionError(
                subject: path,
                reason: .unmappedColumns(
                    ["machine_id", "observed_at", "temperature", "pressure", "humidity", "wind_speed"],
                    found: ["t", "temp", "p"]))
        ) { try plan(path) }
        let said = options {
            $0.station = "X"
            $0.columns = ["t": "observed_at", "temp": "temperature", "p": "pressure"]
            $0.units = ["temperature": .fahrenheit]
            $0.zone = ImportZone("Europe/Berlin")
            $0.momentFormat = MomentFormat("dd.MM.yyyy HH:mm")
        }
        let intake = try self.intake()
        _ = try history(path, said).run(store: intake.stores, progress: { _, _ in })
        let next = try scratch.write(text.replacing("01.07", with: "02.07"), to: "next.csv")
        let again = try plan(next, options { $0.station = "Y" })
        #expect(again.mapping == .remembered && again.zoneEvidence == .remembered)
        #expect(again.quantities.first?.unit?.unit == .fahrenheit)
        let summary = try HistoryImport(plan: again, source: "import", kind: .measurement, dataDirectory: data)
            .preview { _, _ in }
        #expect(summary.span?.lowerBound == Timestamp(iso8601: "2024-07-02T12:00Z"))
        #expect(
            try plan(
                next,
                options {
                    $0.station = "Y"; $0.zone = .utc
                }
            ).zoneEvidence == .stated)
    }

    @Test func `the hour that comes twice is told by the order of the rows`() throws {
        let rows = ["01:30", "02:00", "02:30", "02:00", "02:30", "03:00"].map { "B,2024-10-27 \($0),1,1000,50,3" }
        let summary = try preview(
            ([Self.header] + rows).joined(separator: "\n"), options { $0.zone = ImportZone("Europe/Berlin") })
        #expect(
            summary.firstReadings.map { "\($0.observedAt)".dropFirst(11).prefix(5) }
                == ["23:30", "00:00", "00:30", "01:00", "01:30"])
        #expect(summary.span?.upperBound == Timestamp(iso8601: "2024-10-27T02:00Z"))
        let skipped = try preview(
            "\(Self.header)\nB,2024-03-31 02:30,1,1000,50,3\n", options { $0.zone = ImportZone("Europe/Berlin") })
        #expect(skipped.rejected == [.skippedMoment: 1])
    }

    @Test func `counts since 1970 are found`() throws {
        let rows = ["B,1719813600,1,1000,50,3", "B,1719817200,1,1000,50,3"]
        let seconds = try preview(([Self.header] + rows).joined(separator: "\n"))
        #expect(seconds.span?.lowerBound == Timestamp(iso8601: "2024-07-01T06:00Z"))
        let milliseconds = try preview(
            ([Self.header] + rows).joined(separator: "\n").replacing("00,1,", with: "00000,1,"))
        #expect(milliseconds.span == seconds.span)
    }

    @Test func `a Parquet file is taken in like a CSV file`() throws {
        let path = scratch.file("history.parquet")
        try ParquetWriter.write(
            RecordBatch([
                Column(name: "station", values: .category(codes: [0, 0, -1], names: ["B"])),
                Column(name: "time", values: .timestamp([0, 3_600_000, 7_200_000])),
                Column(name: "temp_k", values: .float32([280, 281, 282])),
                Column(name: "n", values: .int32([1, 2, 3])),
            ]), to: path)
        let summary = try history(path, options { $0.columns = ["temp_k": "temperature"] }).preview { _, _ in }
        #expect(summary.rows == 3 && summary.rejected == [.noStation: 1])
        #expect(abs(try #require(summary.firstReadings.first).values[0] - 6.85) < 1e-4)
        #expect(summary.firstReadings[0].values[1].isNaN)
    }

    @Test(arguments: [
        (["x": "temperature"], "x=temperature: the file has no column x"),
        (["city": "warmth"], "city=warmth: warmth is no column of weather"),
        (["city": "temperature", "time": "temperature"], "two columns cannot both be it"),
    ])
    func `columns that cannot be meant are told`(columns: [String: String], text: String) throws {
        let path = try scratch.write("\(Self.header)\nB,2024-05-01T00:00Z,12.5,1013,70,3\n")
        let error = #expect(throws: IngestionError.self) { try plan(path, options { $0.columns = columns }) }
        #expect("\(try #require(error))".contains(text))
    }

    private func intake() throws -> ReadingIntake {
        try ImportIntake.make(dataDirectory: data)
    }
}
