import Dispatch
import FeatureStore
import Foundation
import Parquet
import Readings
import Synchronization
import TestSupport
import Testing

struct LakeWriterTests {
    private let scratch: ScratchDirectory
    private let lake: ReadingLake
    private let writer: LakeWriter

    init() throws {
        scratch = try ScratchDirectory()
        lake = ReadingLake(dataDirectory: scratch.path)
        writer = LakeWriter(dataDirectory: scratch.path)
    }

    private var month: String { scratch.file("readings/schema=weather/year=2026/month=01") }

    private func names() throws -> [String] { try ParquetFolder(path: month).fileNames() }

    private func hours(_ hours: Range<Int>, station: String = "EWR") -> ReadingTable {
        ReadingTable(hours.map { .weather(station, hour: $0, Double($0)) })
    }

    @Test func `each commit is a file that never changes`() throws {
        try writer.add(hours(0..<2))
        let first = try Data(contentsOf: URL(filePath: "\(month)/000000001.parquet"))
        try writer.add(hours(2..<4))
        #expect(try names() == ["000000001.parquet", "000000002.parquet"])
        #expect(try Data(contentsOf: URL(filePath: "\(month)/000000001.parquet")) == first)
        #expect(try writer.add(hours(0..<4)) == Array(repeating: .duplicate, count: 4))
        #expect(try names().count == 2)
    }

    @Test func `says of each reading what became of it, also within one commit`() throws {
        #expect(
            try writer.add(
                ReadingTable([
                    .weather(hour: 5, 1), .weather(hour: 3, 1), .weather(hour: 5, 1), .weather(hour: 5, 2),
                    .weather("JFK", hour: 1, 1),
                ])) == [.added, .added, .duplicate, .correction, .added])
        #expect(
            try writer.add(ReadingTable([.weather(hour: 4, 1), .weather(hour: 3, 1), .weather(hour: 3, 9)]))
                == [.added, .duplicate, .correction])
        #expect(try lake.rowCount(of: .weather) == 6)
    }

    @Test func `two writers see what the other wrote`() throws {
        let other = LakeWriter(dataDirectory: scratch.path)
        #expect(try writer.add(hours(0..<10)) == Array(repeating: .added, count: 10))
        #expect(
            try other.add(hours(5..<15)) == Array(repeating: .duplicate, count: 5) + Array(repeating: .added, count: 5))
        #expect(try writer.add(hours(0..<15)) == Array(repeating: .duplicate, count: 15))
        #expect(try lake.readings(of: .weather).rowCount == 15)
    }

    @Test func `a compaction merges files by thirty-two and keeps every row and correction`() throws {
        for hour in 0..<70 { try writer.add(hours(hour..<hour + 1)) }
        try writer.add(ReadingTable([.weather(hour: 10, 99, knownAtHour: 500)]))
        let before = try lake.readings(of: .weather)
        let summary = try writer.compact(schema: .weather)
        #expect(summary.mergedFiles == 64 && summary.madeFiles == 2 && summary.skippedMonths == 0)
        #expect(try names() == ([1, 33] + Array(65...71)).map { "0000000\($0 < 10 ? "0" : "")\($0).parquet" })
        #expect(try lake.readings(of: .weather) == before)
        #expect(try lake.rowCount(of: .weather) == 71)
        #expect(try writer.add(hours(0..<70)).allSatisfy { $0 == .duplicate })
        #expect(try writer.compact(schema: .weather).mergedFiles == 0)
        let entries = try FileManager.default.contentsOfDirectory(atPath: "\(month)/..")
        #expect(entries.filter { !$0.hasPrefix(".") } == ["month=01"])
    }

    @Test func `what a killed compaction left behind is not taken for readings`() throws {
        for hour in 0..<33 { try writer.add(hours(hour..<hour + 1)) }
        let leftover = "\(month)/../.month=01.new"
        try FileManager.default.createDirectory(atPath: leftover, withIntermediateDirectories: true)
        try Data("half".utf8).write(to: URL(filePath: "\(leftover)/000000001.parquet"))
        #expect(try lake.readings(of: .weather).rowCount == 33)
        #expect(try writer.compact(schema: .weather).mergedFiles == 32)
        #expect(try names() == ["000000001.parquet", "000000033.parquet"])
        #expect(!FileManager.default.fileExists(atPath: leftover))
    }

    @Test func `readers see every acknowledged row once while others write and merge`() throws {
        let acknowledged = Mutex(0)
        let problems = Mutex<[String]>([])
        DispatchQueue.concurrentPerform(iterations: 3) { worker in
            do {
                switch worker {
                case 0:
                    for hour in 0..<200 {
                        try writer.add(hours(hour..<hour + 1))
                        acknowledged.withLock { $0 = hour + 1 }
                    }
                case 1:
                    let merging = LakeWriter(dataDirectory: scratch.path)
                    while acknowledged.withLock({ $0 < 200 }) { _ = try merging.compact(schema: .weather) }
                default:
                    while acknowledged.withLock({ $0 < 200 }) {
                        let least = acknowledged.withLock { $0 }
                        let count = try lake.rowCount(of: .weather)
                        let rows = try lake.readings(of: .weather).rowCount
                        guard count >= least, rows >= count else {
                            problems.withLock { $0.append("\(least) acknowledged, \(count) counted, \(rows) read") }
                            return
                        }
                    }
                }
            } catch {
                problems.withLock { $0.append("\(error)") }
            }
        }
        #expect(problems.withLock { $0 } == [])
        #expect(try lake.readings(of: .weather).columns[0] == (0..<200).map(Double.init))
    }

    @Test func `a whole month of an older version is read and added to`() throws {
        try writer.add(hours(0..<5))
        try FileManager.default.moveItem(atPath: "\(month)/000000001.parquet", toPath: "\(month)/readings.parquet")
        let fresh = LakeWriter(dataDirectory: scratch.path)
        #expect(try fresh.add(hours(0..<6)) == Array(repeating: .duplicate, count: 5) + [.added])
        #expect(try names() == ["000000001.parquet", "readings.parquet"])
        #expect(try lake.readings(of: .weather).rowCount == 6)
    }

    @Test func `the last hours of each station are found, also of one that ended long ago`() throws {
        try writer.add(hours(0..<100, station: "old"))
        try writer.add(hours(1_000..<1_050, station: "new"))
        let recent = try lake.newestReadings(of: .weather, hours: 3)
        #expect(recent.readings.map(\.station) == ["old", "old", "old", "new", "new", "new"])
        #expect(recent.columns[0] == [97, 98, 99, 1_047, 1_048, 1_049])
    }

    @Test func `a reading of the future hides none of the last hours`() throws {
        try writer.add(hours(0..<100))
        let future = [QualityFlag(quantity: QualityFlag.wholeReading, reason: .future)]
        try writer.add(ReadingTable([.weather(hour: 650_000, 9, knownAtHour: 99, flags: future)]))
        #expect(try lake.newestReadings(of: .weather, hours: 3).columns[0] == [97, 98, 99])
        #expect(try lake.readings(of: .weather).rowCount == 101)
    }

    @Test func `a stretch of time is read from its months alone`() throws {
        try writer.add(hours(0..<2_000))
        let start = Reading.weather(hour: 700).observedAt
        let table = try lake.readings(of: .weather, from: start, until: start.advanced(hours: 100))
        #expect(table.columns[0] == (700..<800).map(Double.init))
    }
}
