import Foundation
import Parquet
import TestSupport
import Testing

struct CSVStreamTests {
    private let scratch: ScratchDirectory

    init() throws { scratch = try ScratchDirectory() }

    /// All rows of a file with three fields, as texts, and the faults.
    private func rows(_ text: String, delimiter: Character = ",") throws -> (rows: [[String]], faults: [CSVRowFault]) {
        let stream = try CSVStream(path: scratch.write(text), delimiter: #require(delimiter.asciiValue))
        var rows: [[String]] = []
        var faults: [CSVRowFault] = []
        while let chunk = try stream.next(columns: [0, 1, 2], fieldCount: 3) {
            let columns = (0..<3).map(chunk.texts(of:))
            rows += (0..<chunk.rowCount).map { row in columns.map { $0[row] } }
            faults += chunk.faults
        }
        return (rows, faults)
    }

    @Test(arguments: [
        ("a,b,c\n1,2,3\n", [["a", "b", "c"], ["1", "2", "3"]]),
        ("\u{FEFF}a,b,c\r\n1,2,3\r\n", [["a", "b", "c"], ["1", "2", "3"]]),
        ("a,b,c\r1,2,3", [["a", "b", "c"], ["1", "2", "3"]]),
        ("\n\na, b ,c\n\n", [["a", "b", "c"]]),
        ("\"a\nb\",\"say \"\"x\"\"\",c\n1,,\n", [["a\nb", "say \"x\"", "c"], ["1", "", ""]]),
        ("\"a\"x,b,c\n", [["ax", "b", "c"]]),
    ])
    func `cuts rows as RFC 4180 has them, whatever ends a line`(text: String, expected: [[String]]) throws {
        let (rows, faults) = try rows(text)
        #expect(rows == expected)
        #expect(faults.isEmpty)
    }

    @Test func `gives rows that cannot be cut as faults, and reads on after them`() throws {
        let (rows, faults) = try rows("a,b,c\n1,2\n3,4,5\n\"6,7,8\n9,10,11\n12,13,14,15\n")
        #expect(rows == [["a", "b", "c"], ["3", "4", "5"], ["9", "10", "11"]])
        #expect(faults.map(\.line) == [2, 4, 6])
        #expect(faults.map(\.reason) == [.fieldCount(2), .unclosedQuote, .fieldCount(4)])
        #expect(faults.map(\.text) == ["1,2", "\"6,7,8", "12,13,14,15"])
    }

    @Test func `counts lines over quoted line breaks and empty lines`() throws {
        let stream = try CSVStream(path: scratch.write("a,b\n\"x\ny\",1\n\n2,3\n"), delimiter: UInt8(ascii: ","))
        let chunk = try #require(try stream.next(columns: [0], fieldCount: 2))
        #expect((0..<chunk.rowCount).map(chunk.line(ofRow:)) == [1, 2, 5])
        #expect(chunk.text(ofRow: 1) == "\"x\ny\",1")
    }

    @Test func `reads files longer than a chunk as it reads short ones`() throws {
        let lines = (0..<400_000).map { "\($0),\"text \($0)\",\(Double($0) / 4)" }
        let (rows, faults) = try rows(lines.joined(separator: "\n"))
        #expect(faults.isEmpty)
        #expect(rows.count == lines.count)
        #expect(rows.enumerated().allSatisfy { $1 == ["\($0)", "text \($0)", "\(Double($0) / 4)"] })
    }

    @Test(arguments: [
        ("1.5", UInt8(ascii: "."), 1.5), ("-2e3", UInt8(ascii: "."), -2000), ("+7", UInt8(ascii: "."), 7),
        ("1,5", UInt8(ascii: ","), 1.5),
    ])
    func `reads numbers`(text: String, point: UInt8, value: Double) throws {
        let stream = try CSVStream(path: scratch.write("\(text);x"), delimiter: UInt8(ascii: ";"))
        let chunk = try #require(try stream.next(columns: [0], fieldCount: 2))
        let numbers = chunk.numbers(of: 0, decimalPoint: point, missing: [])
        #expect(numbers.values == [value])
        #expect(numbers.unreadableRows.isEmpty)
    }

    @Test func `tells missing numbers from unreadable ones`() throws {
        let stream = try CSVStream(path: scratch.write("1\nNA\n\n \nwarm\n1,5\n-999\n"), delimiter: UInt8(ascii: ";"))
        let chunk = try #require(try stream.next(columns: [0], fieldCount: 1))
        let numbers = chunk.numbers(of: 0, decimalPoint: UInt8(ascii: "."), missing: ["NA", "-999"])
        #expect(numbers.values.map(\.isNaN) == [false, true, true, true, true, true])
        #expect(numbers.unreadableRows == [3, 4])
    }

    @Test(
        arguments: [
            ([0xFF, 0xFE, 0x61, 0x00, 0x0A, 0x00], ParquetError.Reason.otherEncoding("UTF-16")),
            ([0x50, 0x4B, 0x03, 0x04, 0x00, 0x41, 0x42, 0x43, 0x44], .otherEncoding("binary data")), ([], .empty),
        ] as [([UInt8], ParquetError.Reason)])
    func `says what is no text`(bytes: [UInt8], reason: ParquetError.Reason) throws {
        let path = try scratch.write(bytes)
        #expect(throws: ParquetError(path, reason)) { try CSVStream(path: path, delimiter: 44) }
    }
}
