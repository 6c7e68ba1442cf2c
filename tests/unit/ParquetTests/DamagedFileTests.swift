import Foundation
import Parquet
import TestSupport
import Testing

struct DamagedFileTests {
    let directory: ScratchDirectory

    init() throws {
        directory = try ScratchDirectory()
    }

    @Test func `refuses a file that is not there`() throws {
        let path = directory.file("none.parquet")
        #expect(throws: ParquetError(path, .notFound)) { try ParquetReader(path: path) }
    }

    @Test func `refuses an empty file`() throws {
        let path = try directory.write([])
        #expect(throws: ParquetError(path, .empty)) { try ParquetReader(path: path) }
    }

    @Test func `refuses a directory and a device`() throws {
        let path = directory.path
        #expect(throws: ParquetError(path, .unreadable("it is a directory"))) { try ParquetReader(path: path) }
        #expect(throws: ParquetError("/dev/null", .unreadable("it is not a regular file"))) {
            try ParquetReader(path: "/dev/null")
        }
    }

    @Test(arguments: ["station,temperature\nVNO,1.5\n", "PAR1", "PAR1PAR1", "PAR1\u{0}\u{0}\u{0}\u{0}PAR1"])
    func `refuses what is not Parquet`(text: String) throws {
        let path = try directory.write(text)
        let error = #expect(throws: ParquetError.self) { try ParquetReader(path: path) }
        #expect(error?.subject == path)
        guard case .malformed(let detail) = error?.reason else {
            Issue.record("refused as \(String(describing: error))")
            return
        }
        #expect(!detail.isEmpty)
    }

    @Test func `refuses a file cut short anywhere`() throws {
        try ParquetWriter.write(.everyType(rows: 20), to: directory.file("whole"))
        let bytes = try [UInt8](Data(contentsOf: URL(filePath: directory.file("whole"))))
        for length in stride(from: 1, to: bytes.count, by: 7) {
            let path = try directory.write(bytes[..<length])
            let error = #expect(throws: ParquetError.self, "cut to \(length)") { try ParquetReader(path: path).read() }
            guard case .malformed = error?.reason else {
                Issue.record("cut to \(length): refused as \(String(describing: error))")
                return
            }
        }
    }

    @Test func `gives the right values or an error when a byte of the values is changed`() throws {
        let batch = try RecordBatch.everyType(rows: 20)
        try ParquetWriter.write(batch, to: directory.file("whole"))
        let bytes = try [UInt8](Data(contentsOf: URL(filePath: directory.file("whole"))))
        var random = SplitMix64(seed: 1)
        var refused = 0
        for _ in 0..<400 {
            var damaged = bytes
            let place = Int.random(in: 4..<(bytes.count - footerLength(bytes) - 8), using: &random)
            damaged[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
            let path = try directory.write(damaged)
            do {
                #expect(try ParquetReader(path: path).read() == batch, "changed at \(place)")
            } catch {
                refused += 1
            }
        }
        #expect(refused > 200)
    }

    @Test func `survives changed bytes anywhere`() throws {
        try ParquetWriter.write(.everyType(rows: 20), to: directory.file("whole"))
        let bytes = try [UInt8](Data(contentsOf: URL(filePath: directory.file("whole"))))
        var random = SplitMix64(seed: 2)
        var refused = 0
        for _ in 0..<400 {
            var damaged = bytes
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                damaged[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
            }
            let path = try directory.write(damaged)
            do {
                let batch = try ParquetReader(path: path).read()
                #expect(batch.columns.allSatisfy { $0.values.count == batch.rowCount })
            } catch {
                refused += 1
            }
        }
        #expect(refused > 200)
    }

    @Test func `survives changed bytes in a file of another program`() throws {
        let bytes = try [UInt8](Data(contentsOf: URL(filePath: Fixture.path("texts"))))
        var random = SplitMix64(seed: 3)
        var refused = 0
        for _ in 0..<400 {
            var damaged = bytes
            damaged[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
            let path = try directory.write(damaged)
            do {
                let batch = try ParquetReader(path: path).read()
                #expect(batch.columns.allSatisfy { $0.values.count == batch.rowCount })
            } catch {
                refused += 1
            }
        }
        #expect(refused > 100)
    }

    /// The length that a Parquet file gives before its last four bytes.
    private func footerLength(_ bytes: [UInt8]) -> Int {
        bytes.dropLast(4).suffix(4).reversed().reduce(0) { $0 << 8 | Int($1) }
    }
}

/// The generator of Steele, Lea and Flood (2014), doi:10.1145/2660193.2660195.
private struct SplitMix64: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }
}
