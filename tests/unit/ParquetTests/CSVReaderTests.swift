import Foundation
import Parquet
import TestSupport
import Testing

struct CSVReaderTests {
    let directory: ScratchDirectory

    init() throws {
        directory = try ScratchDirectory()
    }

    @Test func `reads columns of given types`() throws {
        let path = try directory.write(
            #"""
            f64,f32,i32,i64,time,text,station,flag
            1.5,0.25,-7,9223372036854775807,2013-01-01T06:00:00Z,fog,VNO,true
            -1e-3,inf,2147483647,-9223372036854775808,2013-01-01 06:00:00,"a, ""b""",KUN,FALSE
            ,NaN,0,0,2013-01-01,NA,null,1

            """#)
        let types: [String: ColumnType] = [
            "f64": .float64, "f32": .float32, "i32": .int32, "i64": .int64, "time": .timestamp, "text": .string,
            "station": .category, "flag": .boolean, "absent": .float64,
        ]
        let expected = try RecordBatch([
            Column(name: "f64", values: .float64([1.5, -0.001, .nan])),
            Column(name: "f32", values: .float32([0.25, .infinity, .nan])),
            Column(name: "i32", values: .int32([-7, .max, 0])),
            Column(name: "i64", values: .int64([.max, .min, 0])),
            Column(name: "time", values: .timestamp([1_357_020_000_000, 1_357_020_000_000, 1_356_998_400_000])),
            Column(name: "text", values: .string(["fog", "a, \"b\"", nil])),
            Column(name: "station", values: .category(codes: [0, 1, -1], names: ["VNO", "KUN"])),
            Column(name: "flag", values: .boolean([true, false, true])),
        ])
        #expect(try CSVReader(path: path).read(types: types) == expected)
    }

    @Test(
        arguments: [
            (["1", "-2"], .int64([1, -2])),
            (["1", ""], .float64([1, .nan])),
            (["1", "2.5"], .float64([1, 2.5])),
            (["1", "9223372036854775808"], .float64([1, 9_223_372_036_854_775_808])),
            (["NA", "null"], .float64([.nan, .nan])),
            (["2013-01-01T00:00:00Z", "1970-01-01"], .timestamp([1_356_998_400_000, 0])),
            (["2013-01-01T00:00:00Z", ""], .string(["2013-01-01T00:00:00Z", nil])),
            (["true", "False"], .boolean([true, false])),
            (["true", ""], .string(["true", nil])),
            (["1", "fog"], .string(["1", "fog"])),
            (["\"\"", "NA"], .float64([.nan, .nan])),
            (["\"NA\"", "fog"], .string(["NA", "fog"])),
            (["0x1F", "1"], .string(["0x1F", "1"])),
        ] as [([String], ColumnValues)])
    func `infers the first type that holds all cells`(cells: [String], expected: ColumnValues) throws {
        let path = try directory.write("n,value\n" + cells.map { "0,\($0)\n" }.joined())
        #expect(try CSVReader(path: path).read()["value"] == expected)
    }

    @Test func `gives texts for columns without a type when asked to`() throws {
        let path = try directory.write("a,b\n1,2\n,x\n")
        let batch = try CSVReader(path: path).read(types: ["b": .string], untyped: .string)
        #expect(batch["a"] == .string(["1", nil]))
    }

    @Test(
        arguments: [
            ("2013-01-01T06:00:00Z", 1_357_020_000_000),
            ("2013-01-01T06:00:00", 1_357_020_000_000),
            ("2013-01-01 06:00:00", 1_357_020_000_000),
            ("2013-01-01 06:00", 1_357_020_000_000),
            ("2013-01-01T08:00:00+02:00", 1_357_020_000_000),
            ("2013-01-01 08:00:00+0200", 1_357_020_000_000),
            ("2013-01-01T01:00:00-05", 1_357_020_000_000),
            ("2013-01-01T06:00:00.5Z", 1_357_020_000_500),
            ("2013-01-01 06:00:00.123", 1_357_020_000_123),
            ("2013-01-01 06:00:00.123999+00:00", 1_357_020_000_123),
            ("2013-01-01T06:00:00.123456789Z", 1_357_020_000_123),
            ("1969-12-31T23:59:59.999Z", -1),
            (" 2013-01-01T06:00:00Z ", 1_357_020_000_000),
            ("0001-01-01T00:00:00Z", -62_135_596_800_000),
            ("9999-12-31T23:59:59Z", 253_402_300_799_000),
        ] as [(String, Int64)])
    func `reads times as UTC milliseconds`(text: String, expected: Int64) throws {
        let path = try directory.write("time,n\n\(text),1\n")
        #expect(try CSVReader(path: path).read(types: ["time": .timestamp])["time"] == .timestamp([expected]))
    }

    @Test func `ignores blanks around what is not text`() throws {
        let path = try directory.write("a,b,c\n 1.5 ,\ttrue, x \n NA , false,NA\n")
        let batch = try CSVReader(path: path).read()
        #expect(batch["a"] == .float64([1.5, .nan]))
        #expect(batch["b"] == .boolean([true, false]))
        #expect(batch["c"] == .string([" x ", nil]))
    }

    @Test(arguments: [
        "a,b\r\n1,x\r\n2,y\r\n", "\u{FEFF}a,b\n1,x\n2,y", "\n\na,b\n\n1,x\n\n\n2,y\n\n", "a,b\r1,x\r2,y\r",
    ])
    func `reads line ends of every kind, marks and empty lines`(text: String) throws {
        let path = try directory.write(text)
        let expected = try RecordBatch([
            Column(name: "a", values: .int64([1, 2])), Column(name: "b", values: .string(["x", "y"])),
        ])
        #expect(try CSVReader(path: path).read() == expected)
    }

    @Test func `keeps quoted line breaks and commas`() throws {
        let path = try directory.write("\"a,b\",\"ą\nč\"\n\"1\",\"two\r\nlines\"\n2,\"\"\n")
        let batch = try CSVReader(path: path).read()
        #expect(batch["a,b"] == .int64([1, 2]))
        #expect(batch["ą\nč"] == .string(["two\r\nlines", ""]))
    }

    @Test(arguments: ["a,b", "a,b\n", "\na,\"b\"", "\u{FEFF}a,b"])
    func `reads a header without rows`(text: String) throws {
        let path = try directory.write(text)
        let batch = try CSVReader(path: path).read(types: ["b": .float64])
        #expect(batch.rowCount == 0)
        #expect(batch["a"] == .string([]))
        #expect(batch["b"] == .float64([]))
    }

    @Test(arguments: ["1,\"two\nlines\"", "1,\"two\nlines\"\n"])
    func `reads a last cell of several lines`(row: String) throws {
        let path = try directory.write("a,b\n" + row)
        #expect(try CSVReader(path: path).read()["b"] == .string(["two\nlines"]))
    }

    @Test func `reads a column without a name`() throws {
        let path = try directory.write(",temperature\n0,1.5\n1,2.5\n")
        #expect(try CSVReader(path: path).read()[""] == .int64([0, 1]))
    }

    @Test func `reads more rows than one block holds`() throws {
        let rows = 100_000
        let text = "n,x,name\n" + (0..<rows).map { "\($0),\(Double($0) / 8),name \($0 % 3)\n" }.joined()
        let batch = try CSVReader(path: directory.write(text)).read(types: ["name": .category])
        #expect(batch["n"] == .int64((0..<rows).map { Int64($0) }))
        #expect(batch["x"] == .float64((0..<rows).map { Double($0) / 8 }))
        let names = ["name 0", "name 1", "name 2"]
        #expect(batch["name"] == .category(codes: (0..<rows).map { Int32($0 % 3) }, names: names))
    }

    @Test(arguments: ["file.csv.gz", "file.csv"])
    func `unpacks gzip by its first bytes`(name: String) throws {
        let path = try directory.write(Self.packed, to: name)
        #expect(try CSVReader(path: path).read()["a"] == .int64([1, 2]))
    }

    /// `a,b\n1,x\n2,y\n`, packed by Python's gzip.
    static let packed: [UInt8] = [
        0x1f, 0x8b, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x02, 0x03, 0x4b, 0xd4, 0x49, 0xe2, 0x32, 0xd4,
        0xa9, 0xe0, 0x32, 0xd2, 0xa9, 0xe4, 0x02, 0x00, 0xc2, 0x96, 0x7e, 0x9d, 0x0c, 0x00, 0x00, 0x00,
    ]
}
