import Parquet
import TestSupport
import Testing

struct CSVErrorTests {
    let directory: ScratchDirectory

    init() throws {
        directory = try ScratchDirectory()
    }

    @Test(
        arguments: [
            (.float64, "a,x\n1,2\n3,four\n", 3, "four"),
            (.float64, "a,x\n1,2\n\n\n3,four\n", 5, "four"),
            (.float64, "a,x\r\n\"two\r\nlines\",2\r\n3, 4 5 \r\n", 4, " 4 5 "),
            (.float64, "a,x\n\"a \"\"quoted\"\"\nbreak\",1\n1,\"1,5\"\n", 4, "1,5"),
            (.float64, "a,x\nz\"z,2\nz\"z,bad\n", 3, "bad"),
            (.float64, "a,x\n\"b\"c,2\n\"\",\"2\"\n,bad\n", 4, "bad"),
            (.float64, "\n\na,x\n1,bad\n", 4, "bad"),
            (.float64, "a,x\r1,2\r1,bad\r", 3, "bad"),
            (.float32, "a,x\n1,1.2.3\n", 2, "1.2.3"),
            (.int32, "a,x\n1,2147483648\n", 2, "2147483648"),
            (.int32, "a,x\n1,2\n1,\n", 3, ""),
            (.int32, "a,x\n1,2\n1, NA\n", 3, ""),
            (.int64, "a,x\n1,1.0\n", 2, "1.0"),
            (.int64, "a,x\n1,9223372036854775808\n", 2, "9223372036854775808"),
            (.timestamp, "a,x\n1,2013-02-29\n", 2, "2013-02-29"),
            (.timestamp, "a,x\n1,2013-01-01T25:00:00Z\n", 2, "2013-01-01T25:00:00Z"),
            (.timestamp, "a,x\n1,01/02/2013\n", 2, "01/02/2013"),
            (.timestamp, "a,x\n1,2013-01-01T06:00:00.12x45Z\n", 2, "2013-01-01T06:00:00.12x45Z"),
            (.timestamp, "a,x\n1,\n", 2, ""),
            (.boolean, "a,x\n1,yes\n", 2, "yes"),
            (.boolean, "a,x\n1,null\n", 2, ""),
        ] as [(ColumnType, String, Int, String)])
    func `names the place of a cell that is not of its type`(
        type: ColumnType, text: String, line: Int, cell: String
    ) throws {
        let path = try directory.write(text)
        #expect(throws: ParquetError(path, .badCell(line: line, column: "x", text: cell, expected: type))) {
            try CSVReader(path: path).read(types: ["x": type])
        }
    }

    @Test func `names the topmost of several bad cells`() throws {
        let path = try directory.write("a,b,c\n1,2,3\n1,2,bad\nbad,bad,3\n")
        #expect(throws: ParquetError(path, .badCell(line: 3, column: "c", text: "bad", expected: .int64))) {
            try CSVReader(path: path).read(types: ["a": .int64, "b": .int64, "c": .int64])
        }
    }

    @Test func `finds a bad cell behind the first block`() throws {
        let text = "a,x\n" + String(repeating: "1,2.5\n\n", count: 300_000) + "1,bad\n"
        let path = try directory.write(text)
        #expect(throws: ParquetError(path, .badCell(line: 600_002, column: "x", text: "bad", expected: .float64))) {
            try CSVReader(path: path).read(types: ["x": .float64])
        }
    }

    @Test func `shortens a long cell between characters`() throws {
        let path = try directory.write("a,x\n1,z" + String(repeating: "ą", count: 500) + "\n")
        let start = "z" + String(repeating: "ą", count: 99) + "…"
        #expect(throws: ParquetError(path, .badCell(line: 2, column: "x", text: start, expected: .float64))) {
            try CSVReader(path: path).read(types: ["x": .float64])
        }
    }

    @Test(
        arguments: [
            ("a,b\n1,2\n3\n", 3, 1), ("a,b\n1,2,3\n", 2, 3), ("a,b\n\n\n1,2\n\n3\n", 6, 1),
            ("a,b\n\"x\ny\",2\n3,4,5\n", 4, 3),
            ("\u{FEFF}\"a\nb\",c\n1\n", 3, 1),
        ] as [(String, Int, Int)])
    func `names the line of a row of another length`(text: String, line: Int, found: Int) throws {
        let path = try directory.write(text)
        #expect(throws: ParquetError(path, .raggedRow(line: line, found: found, expected: 2))) {
            try CSVReader(path: path).read()
        }
    }

    @Test func `finds a ragged row behind the first block`() throws {
        let text = "a,x\n" + String(repeating: "1,2.5\n\n", count: 300_000) + "1\n"
        let path = try directory.write(text)
        #expect(throws: ParquetError(path, .raggedRow(line: 600_002, found: 1, expected: 2))) {
            try CSVReader(path: path).read()
        }
    }

    @Test(
        arguments: [
            ("a,b\n1,2\n3,\"4\n5,6\n", 3), ("a,b\n1,\"2\n\"\"3\"\"\n4\n", 2), ("a,\"b\n", 1), ("a,b\n\n\"1,2\n", 3),
            ("a,b\n1,\"" + String(repeating: "2\n", count: 2_000_000), 2),
        ] as [(String, Int)])
    func `names the line of a quote that is never closed`(text: String, line: Int) throws {
        let path = try directory.write(text)
        #expect(throws: ParquetError(path, .unclosedQuote(line: line))) { try CSVReader(path: path).read() }
    }

    @Test(arguments: ["\n", "\r\n\r\n", "1.5,2013-01-01T06:00:00Z,NA\n1.5,2013-01-01T07:00:00Z,7\n", "1,2\n"])
    func `refuses a file without a header`(text: String) throws {
        let path = try directory.write(text)
        #expect(throws: ParquetError(path, .noHeader)) { try CSVReader(path: path).read() }
    }

    @Test func `refuses a header with a name twice`() throws {
        let path = try directory.write("a,b,a\n1,2,3\n")
        #expect(throws: ParquetError(path, .duplicateColumn("a"))) { try CSVReader(path: path).read() }
    }

    @Test(arguments: [ColumnType.string, .category])
    func `names the place of a text that is not UTF-8`(type: ColumnType) throws {
        let path = try directory.write(Array("a,x\n1,fog\n\n1,".utf8) + [0xe0, 0x0a])
        #expect(throws: ParquetError(path, .invalidUTF8(line: 4, column: "x"))) {
            try CSVReader(path: path).read(types: ["x": type])
        }
        #expect(throws: ParquetError(path, .invalidUTF8(line: 4, column: "x"))) { try CSVReader(path: path).read() }
    }

    @Test func `refuses a header that is not UTF-8`() throws {
        let path = try directory.write([0xff, 0xfe, 0x61, 0x0a, 0x31, 0x0a])
        #expect(throws: ParquetError(path, .invalidUTF8(line: 1, column: nil))) { try CSVReader(path: path).read() }
    }

    @Test func `refuses files that are not there, empty or no files`() throws {
        let (missing, empty) = (directory.file("none.csv"), try directory.write("", to: "empty.csv"))
        #expect(throws: ParquetError(missing, .notFound)) { try CSVReader(path: missing).read() }
        #expect(throws: ParquetError(empty, .empty)) { try CSVReader(path: empty).read() }
        #expect(throws: ParquetError(directory.path, .unreadable("it is a directory"))) {
            try CSVReader(path: directory.path).read()
        }
    }

    @Test func `refuses what is named gzip and is not`() throws {
        let path = try directory.write("a,b\n1,2\n", to: "file.csv.gz")
        #expect(throws: ParquetError(path, .malformed("zlib inflate failed: incorrect header check"))) {
            try CSVReader(path: path).read()
        }
    }

    @Test(arguments: [4, 12, 20, 24])
    func `refuses gzip cut short`(length: Int) throws {
        let path = try directory.write(CSVReaderTests.packed.prefix(length), to: "file.csv.gz")
        let error = #expect(throws: ParquetError.self) { try CSVReader(path: path).read() }
        guard case .malformed = error?.reason else {
            Issue.record("refused as \(String(describing: error))")
            return
        }
    }
}
