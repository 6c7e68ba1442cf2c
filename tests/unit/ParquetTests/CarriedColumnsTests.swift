import Parquet
import TestSupport
import Testing

/// Columns of other programs' files that are passed on, whatever their types.
struct CarriedColumnsTests {
    private let scratch: ScratchDirectory

    init() throws { scratch = try ScratchDirectory() }

    private func extend(_ source: String, rows: Int) throws -> ParquetReader {
        let batch = try RecordBatch([Column(name: "added", values: .int64((0..<rows).map(Int64.init)))])
        let path = scratch.file("extended.parquet")
        let writer = try ParquetWriter(path: path, schema: batch.schema, extending: source)
        try writer.append(batch)
        try writer.close()
        return try ParquetReader(path: path)
    }

    @Test(arguments: ["numbers", "times", "int96", "texts", "nulls", "row_groups", "pages_v2", "pandas", "no_rows"])
    func `puts columns behind those of another file`(fixture: String) throws {
        let source = try ParquetReader(path: Fixture.path(fixture))
        let extended = try extend(Fixture.path(fixture), rows: source.rowCount)
        #expect(extended.columnNames == source.columnNames + ["added"])
        #expect(try extended.read(columns: source.columnNames) == source.read())
        // Moments of 96 bits are read as microseconds, and carried as nanoseconds.
        guard fixture != "int96" else { return }
        let texts = Dictionary(uniqueKeysWithValues: source.columnNames.map { ($0, ColumnType.string) })
        let readable = source.columnNames.filter { (try? source.read(columns: [$0], as: texts)) != nil }
        #expect(!readable.isEmpty)
        #expect(try extended.read(columns: readable, as: texts) == source.read(columns: readable, as: texts))
        #expect(try extended.read(columns: ["added"])["added"] == .int64((0..<source.rowCount).map(Int64.init)))
    }

    @Test func `carries types that it cannot read`() throws {
        let extended = try extend(Fixture.path("unsupported"), rows: 1)
        for (column, type) in [("list", "list<element: double>"), ("struct", "struct<a: int32, b: int32>")] {
            let error = #expect(throws: ParquetError.self) { try extended.read(columns: [column]) }
            guard case .unsupportedType(column, let found)? = error?.reason else {
                Issue.record("\(String(describing: error))")
                continue
            }
            #expect(found == type)
        }
    }

    @Test func `refuses other numbers of rows, and what is no Parquet file`() throws {
        for rows in [2, 4] {
            let error = #expect(throws: ParquetError.self) { try extend(Fixture.path("numbers"), rows: rows) }
            guard case .unwritable? = error?.reason else {
                Issue.record("\(String(describing: error))")
                continue
            }
        }
        let text = try scratch.write("no Parquet", to: "text.parquet")
        let error = #expect(throws: ParquetError.self) { try extend(text, rows: 1) }
        #expect(error?.subject == text)
        #expect(try scratch.entries == ["text.parquet"])
    }

    @Test func `gives what columns hold as texts`() throws {
        let numbers = try ParquetReader(path: Fixture.path("numbers"))
        let names = ["minimum", "double", "decimal", "bool", "index codes"]
        let batch = try numbers.read(
            columns: names, as: Dictionary(uniqueKeysWithValues: names.map { ($0, ColumnType.string) }))
        #expect(batch["minimum"] == .string(["-9223372036854775808", "0", "9223372036854775807"]))
        #expect(batch["decimal"] == .string(["0.125", "-2.500", "1013.250"]))
        #expect(batch["bool"] == .string(["true", "false", "true"]))
        #expect(batch["index codes"] == .string(["7", "9", "7"]))
        guard case .string(let doubles)? = batch["double"] else {
            Issue.record("no texts")
            return
        }
        #expect(doubles.compactMap { $0.flatMap(Double.init) } == [0.1, -2, .infinity])

        let times = try ParquetReader(path: Fixture.path("times"))
        let moments = try times.read(
            as: Dictionary(uniqueKeysWithValues: times.columnNames.map { ($0, ColumnType.string) }))
        #expect(moments["s"] == .string(["1969-12-31T23:59:59.000", "2013-01-01T06:00:00.000"]))
        #expect(moments["ns"] == .string(["1969-12-31T23:59:59.999999999", "2013-01-01T06:00:00.123999999"]))
        #expect(moments["vilnius"] == .string(["1969-12-31T23:59:59.000Z", "2013-01-01T06:00:00.000Z"]))
        #expect(moments["date32"] == .string(["1969-12-31", "2013-01-01"]))

        let nulls = try ParquetReader(path: Fixture.path("nulls"))
        #expect(try nulls.read(columns: ["int64"], as: ["int64": .string])["int64"] == .string(["1", nil, "3"]))
        let path = Fixture.path("unsupported")
        #expect(throws: ParquetError(path, .unsupportedType(column: "list", type: "list<element: double>"))) {
            try ParquetReader(path: path).read(columns: ["list"], as: ["list": .string])
        }
    }

    @Test func `lets a moment be missing where that is asked for`() throws {
        let reader = try ParquetReader(path: Fixture.path("null_timestamp"))
        let types = ["observed_at": ColumnType.optionalTimestamp, "temperature": .optionalTimestamp]
        let batch = try reader.read(as: types)
        #expect(batch["observed_at"] == .optionalTimestamp([0, nil]) && batch["temperature"] == .float64([1.5, 2.5]))
        let path = scratch.file("optional.parquet")
        try ParquetWriter.write(RecordBatch([batch.columns[0]]), to: path)
        #expect(try ParquetReader(path: path).read(as: types) == RecordBatch([batch.columns[0]]))
        let csv = try scratch.write("t\n1970-01-01T00:00:00.250Z\nNA\n", to: "t.csv")
        #expect(try CSVReader(path: csv).read(types: ["t": .optionalTimestamp])["t"] == .optionalTimestamp([250, nil]))
    }
}
