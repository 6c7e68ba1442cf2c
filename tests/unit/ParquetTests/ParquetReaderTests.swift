import Parquet
import Testing

/// What pyarrow and pandas wrote, read here.
struct ParquetReaderTests {
    @Test func `reads numbers of every width`() throws {
        let batch = try ParquetReader(path: Fixture.path("numbers")).read()
        for name in ["int8", "int16", "int32", "uint8", "uint16"] { #expect(batch[name] == .int32([0, 1, 100])) }
        for name in ["int64", "uint32", "uint64"] { #expect(batch[name] == .int64([0, 1, 100])) }
        #expect(batch["minimum"] == .int64([.min, 0, .max]))
        #expect(batch["halffloat"] == .float32([0.5, -2, 65504]))
        #expect(batch["float"] == .float32([0.5, -2, 3.25]))
        #expect(batch["double"] == .float64([0.1, -2, .infinity]))
        #expect(batch["decimal"] == .float64([0.125, -2.5, 1013.25]))
        #expect(batch["bool"] == .boolean([true, false, true]))
        #expect(batch["index codes"] == .int64([7, 9, 7]))
    }

    @Test func `reads times of every unit as UTC milliseconds`() throws {
        let batch = try ParquetReader(path: Fixture.path("times")).read()
        for name in ["s", "ms", "utc", "vilnius"] { #expect(batch[name] == .timestamp([-1000, 1_357_020_000_000])) }
        for name in ["us", "ns"] { #expect(batch[name] == .timestamp([-1, 1_357_020_000_123])) }
        for name in ["date32", "date64"] { #expect(batch[name] == .timestamp([-86_400_000, 1_356_998_400_000])) }
    }

    @Test func `reads the old timestamps of 96 bits`() throws {
        let batch = try ParquetReader(path: Fixture.path("int96")).read()
        #expect(batch["ns"] == .timestamp([-1, 1_357_020_000_123]))
    }

    @Test func `reads texts of every layout`() throws {
        let batch = try ParquetReader(path: Fixture.path("texts")).read()
        for name in ["string", "large_string", "string_view"] {
            #expect(batch[name] == .string(["Šiauliai", "", nil, "東京 🌧"]))
        }
        for name in ["dictionary", "large dictionary"] {
            #expect(batch[name] == .category(codes: [0, 1, -1, 2], names: ["Šiauliai", "", "東京 🌧"]))
        }
    }

    @Test(arguments: ["nulls", "nulls_without_statistics"])
    func `reads integers and booleans with nulls as floats`(name: String) throws {
        let reader = try ParquetReader(path: Fixture.path(name))
        let batch = try reader.read()
        #expect(batch["int8"] == .float64([1, .nan, 3]))
        #expect(batch["int64"] == .float64([1, .nan, 3]))
        #expect(batch["whole"] == .int64([1, 2, 3]))
        #expect(batch["bool"] == .float64([1, .nan, 0]))
        #expect(batch["float"] == .float32([1.5, .nan, .nan]))
        #expect(batch["double"] == .float64([1.5, .nan, .nan]))
        #expect(batch["nothing"] == .float64([.nan, .nan, .nan]))
        #expect(batch.schema == reader.schema)
    }

    @Test func `gives one type to a column in all row groups`() throws {
        let reader = try ParquetReader(path: Fixture.path("nulls"))
        #expect(reader.rowGroupCount == 2)
        #expect(try reader.read(rowGroup: 0, columns: ["int64"])["int64"] == .float64([1, .nan]))
        #expect(try reader.read(rowGroup: 1, columns: ["int64"])["int64"] == .float64([3]))
    }

    @Test func `reads row groups with dictionaries of their own`() throws {
        let reader = try ParquetReader(path: Fixture.path("row_groups"))
        #expect(
            try reader.read()
                == RecordBatch([
                    Column(
                        name: "station",
                        values: .category(codes: [0, 1, 0, 2, -1, 1], names: ["VNO", "KUN", "PLQ"])),
                    Column(name: "hour", values: .int32([0, 1, 2, 3, 4, 5])),
                ]))
        #expect(try reader.read(rowGroup: 1)["station"] == .category(codes: [0, 1], names: ["VNO", "PLQ"]))
        #expect(try reader.read(rowGroup: 2)["hour"] == .int32([4, 5]))
    }

    @Test func `reads other encodings and packings`() throws {
        let batch = try ParquetReader(path: Fixture.path("pages_v2")).read()
        #expect(batch["hour"] == .int64(Array(0..<100)))
        #expect(batch["wind"] == .float64((0..<100).map { 0.25 * Double($0) }))
        #expect(batch["note"] == .string((0..<100).map { "note \($0)" }))
    }

    @Test func `reads a file without rows`() throws {
        let reader = try ParquetReader(path: Fixture.path("no_rows"))
        #expect(reader.rowCount == 0)
        let expected = try RecordBatch([
            Column(name: "hour", values: .int64([])), Column(name: "wind", values: .float64([])),
            Column(name: "note", values: .string([])),
        ])
        #expect(try reader.read() == expected)
    }

    @Test func `reads a frame of pandas`() throws {
        let reader = try ParquetReader(path: Fixture.path("pandas"))
        #expect(
            try reader.read()
                == RecordBatch([
                    Column(name: "station", values: .category(codes: [1, 0, 1], names: ["KUN", "VNO"])),
                    Column(name: "temperature", values: .float64([1.5, .nan, -3])),
                    Column(name: "gusts", values: .float64([1, .nan, 3])),
                    Column(name: "remark", values: .string(["fog", nil, "ąžuolas"])),
                    Column(
                        name: "observed_at",
                        values: .timestamp([1_357_020_000_000, 1_357_023_600_000, 1_357_027_200_000])),
                ]))
        #expect(reader.metadata["oracle"]?.hasPrefix("pyarrow 26.0.1") == true)
        #expect(reader.metadata.keys.sorted() == ["oracle", "pandas"])
    }

    @Test func `gives the columns asked for in the order asked for`() throws {
        let reader = try ParquetReader(path: Fixture.path("pandas"))
        let batch = try reader.read(columns: ["remark", "station"])
        #expect(batch.schema.names == ["remark", "station"])
        #expect(batch["remark"] == .string(["fog", nil, "ąžuolas"]))
        #expect(try reader.read(columns: []).columns.isEmpty)
    }

    @Test func `refuses columns that are not there or are named twice`() throws {
        let path = Fixture.path("pandas")
        let reader = try ParquetReader(path: path)
        #expect(throws: ParquetError(path, .missingColumn("Station"))) { try reader.read(columns: ["Station"]) }
        #expect(throws: ParquetError(path, .duplicateColumn("remark"))) {
            try reader.read(columns: ["remark", "remark"])
        }
    }

    @Test func `refuses a file with a name twice but reads its other columns`() throws {
        let path = Fixture.path("duplicate_names")
        let reader = try ParquetReader(path: path)
        #expect(throws: ParquetError(path, .duplicateColumn("a"))) { try reader.read() }
        #expect(try reader.read(columns: ["b"])["b"] == .int32([2]))
    }

    @Test(arguments: [
        ("list", "list<element: double>"), ("struct", "struct<a: int32, b: int32>"), ("binary", "binary"),
        ("duration", "duration[ms]"), ("time", "time32[ms]"),
    ])
    func `refuses a type it does not know`(column: String, type: String) throws {
        let path = Fixture.path("unsupported")
        let reader = try ParquetReader(path: path)
        #expect(throws: ParquetError(path, .unsupportedType(column: column, type: type))) {
            try reader.read(columns: ["temperature", column])
        }
    }

    @Test func `reads known columns beside unknown ones`() throws {
        let path = Fixture.path("unsupported")
        let reader = try ParquetReader(path: path)
        #expect(reader.schema.names == ["temperature", "humidity"])
        let batch = try reader.read(columns: ["humidity", "temperature"])
        #expect(batch["humidity"] == .float64([80]))
        #expect(batch["temperature"] == .float64([1.5]))
        #expect(throws: ParquetError(path, .unsupportedType(column: "list", type: "list<element: double>"))) {
            try reader.read()
        }
    }

    @Test func `refuses a missing time`() throws {
        let path = Fixture.path("null_timestamp")
        let reader = try ParquetReader(path: path)
        #expect(throws: ParquetError(path, .nullValue(column: "observed_at"))) { try reader.read() }
        #expect(try reader.read(columns: ["temperature"])["temperature"] == .float64([1.5, 2.5]))
    }

    @Test(arguments: [
        ("beyond int64", "Integer value 9223372036854775808 not in range: 0 to 9223372036854775807"),
        (
            "beyond float64",
            "Integer value 9007199254740993 not in range: -9007199254740992 to 9007199254740992"
        ),
    ])
    func `refuses integers that it would have to change`(column: String, detail: String) throws {
        let path = Fixture.path("out_of_range")
        let reader = try ParquetReader(path: path)
        #expect(throws: ParquetError(path, .notRepresentable(column: column, detail: detail))) {
            try reader.read(columns: [column])
        }
    }

    @Test func `refuses a text that is not UTF-8`() throws {
        let path = Fixture.path("latin1")
        let reader = try ParquetReader(path: path)
        #expect(throws: ParquetError(path, .malformed("column remark has a text that is not UTF-8"))) {
            try reader.read()
        }
    }

    @Test(arguments: [-1, 3])
    func `refuses a row group that is not there`(rowGroup: Int) throws {
        let path = Fixture.path("row_groups")
        let reader = try ParquetReader(path: path)
        #expect(throws: ParquetError(path, .rowGroupOutOfRange(rowGroup, count: 3))) {
            try reader.read(rowGroup: rowGroup)
        }
    }
}
