import Ingestion
import Parquet
import Readings
import Testing
import TestSupport

struct ReadingFileParquetTests {
    private let path: String
    private let scratch: ScratchDirectory

    init() throws {
        scratch = try ScratchDirectory()
        path = scratch.file("readings.parquet")
    }

    /// Writes a machine's file of two rows, with some columns exchanged, and reads it.
    private func readings(_ exchanged: [String: ColumnValues] = [:]) throws -> ReadingTable {
        let columns: [(String, ColumnValues)] = [
            ("machine_id", .string(["a", "b"])), ("observed_at", .timestamp([0, 3_600_000])),
            ("temperature", .float64([70.5, .nan])), ("vibration", .float64([0.25, 0.5])),
            ("rotation_speed", .float64([1450, 1500])),
        ]
        try ParquetWriter.write(
            RecordBatch(columns.map { Column(name: $0.0, values: exchanged[$0.0] ?? $0.1) }), to: path)
        return try ReadingFile(path: path, schema: .machine).read(source: "test", kind: .simulated).readings
    }

    @Test func `reads a Parquet file`() throws {
        let table = try readings()
        #expect(table.stations == ["a", "b"])
        #expect(table.observedAt.map(\.milliseconds) == [0, 3_600_000])
        #expect(table.knownAt == table.observedAt)
        #expect(table.columns[0][0] == 70.5 && table.columns[0][1].isNaN)
        #expect(table.columns[1] == [0.25, 0.5])
        #expect(table.kinds == [.simulated, .simulated])
        #expect(table.sources == ["test"])
    }

    @Test(arguments: [
        ColumnValues.category(codes: [1, 0], names: ["7", "12"]), .int64([12, 7]), .int32([12, 7]),
        .string(["12", "7"]),
    ])
    func `takes names and whole numbers for stations`(values: ColumnValues) throws {
        let table = try readings(["machine_id": values])
        #expect((0..<2).map(table.station(ofRow:)) == ["12", "7"])
    }

    @Test(arguments: [ColumnValues.float32([1450, 1500]), .int32([1450, 1500]), .int64([1450, 1500])])
    func `takes numbers of any kind for values`(values: ColumnValues) throws {
        #expect(try readings(["rotation_speed": values]).columns[2] == [1450, 1500])
    }

    @Test(
        arguments: [
            ("machine_id", .boolean([true, false]), "names"), ("machine_id", .float64([1, 2]), "names"),
            ("observed_at", .int64([1, 2]), "timestamps"), ("observed_at", .string(["2013-01-01", nil]), "timestamps"),
            ("vibration", .string(["0.5", "0.25"]), "numbers"), ("vibration", .boolean([true, false]), "numbers"),
            ("vibration", .timestamp([1, 2]), "numbers"),
        ] as [(String, ColumnValues, String)])
    func `refuses a column of another type`(column: String, values: ColumnValues, expected: String) throws {
        let error = IngestionError(subject: path, reason: .wrongColumn(column, expected: expected))
        #expect(throws: error) { try readings([column: values]) }
        #expect("\(error)" == "\(path): column \(column) does not hold \(expected)")
        #expect(error.isBadData)
    }

    @Test(arguments: [ColumnValues.string(["a", nil]), .category(codes: [0, -1], names: ["a"])])
    func `says in which row a station has no name`(values: ColumnValues) throws {
        #expect(throws: IngestionError(subject: path, reason: .emptyCell(row: 1, column: "machine_id"))) {
            try readings(["machine_id": values])
        }
    }
}
