import FeatureStore
import Features
import Foundation
import Logging
import Readings
import TestSupport
import Testing

struct PredictionWindowTests {
    private let scratch: ScratchDirectory
    private let noon = Timestamp(milliseconds: 1_767_268_800_000)
    private let schema = FeatureSchema.machine
    private let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

    init() throws {
        scratch = try ScratchDirectory()
    }

    private var data: String { scratch.file("data") }
    private var ring: String { "\(data)/window/schema=machine.0.ring" }

    private func journal(waiting: Int = 8_192) -> PredictionJournal {
        PredictionJournal(
            dataDirectory: data, schemas: [.weather, .machine], windowSize: 10, waiting: waiting, logger: logger)
    }

    private func record(_ number: Int, station: String = "machine 1") -> PredictionRecord {
        PredictionRecord(
            requestID: "request \(number)", answeredAt: Timestamp(milliseconds: noon.milliseconds + Int64(number)),
            station: station, observedAt: noon.advanced(hours: -1), values: [75.5, 0.1 + 0.2, .nan],
            features: (0..<30).map { $0 == 4 ? .nan : Float($0 + number) / 7 },
            anomalyScore: 0.5 + Double(number) / 1e6, isAnomaly: number.isMultiple(of: 2), modelName: "detector",
            modelVersion: 7)
    }

    private func write(_ numbers: Range<Int>) {
        let journal = journal()
        for number in numbers { journal.record(record(number), of: schema) }
        journal.end()
    }

    private func scores(_ records: [WindowRecord]) -> [Int] {
        records.map { Int((($0.anomalyScore - 0.5) * 1e6).rounded()) }
    }

    @Test func `gives back every part of what was answered`() throws {
        let journal = journal()
        journal.record(record(1), of: schema)
        journal.record(record(2, station: String(repeating: "å", count: 128)), of: schema)
        journal.end()
        var recent = RecentPredictions(dataDirectory: data, schema: schema)
        let records = recent.next()
        #expect(records.map(\.sequence) == [1, 2])
        #expect(records.map(\.answeredAt.milliseconds) == [noon.milliseconds + 1, noon.milliseconds + 2])
        #expect(records[0].observedAt == noon.advanced(hours: -1))
        #expect(records[0].station == "machine 1")
        #expect(records[1].station.hasPrefix("åååå"))
        #expect(records[1].station.utf8.count <= 128)
        #expect(records[0].values.map(\.bitPattern) == record(1).values.map(\.bitPattern))
        #expect(records[0].features.map(\.bitPattern) == record(1).features.map(\.bitPattern))
        #expect(records.map(\.isAnomaly) == [false, true])
        #expect(records[0].anomalyScore == record(1).anomalyScore)
        #expect(records[0].modelVersion == 7)
        #expect(recent.next().isEmpty)
    }

    @Test func `follows what is added, over restarts of the writer`() {
        write(0..<3)
        var recent = RecentPredictions(dataDirectory: data, schema: schema)
        #expect(scores(recent.next()) == [0, 1, 2])
        write(3..<700)
        #expect(scores(recent.next()) == Array(3..<700))
        write(700..<701)
        let last = recent.next()
        #expect(scores(last) == [700])
        #expect(last.map(\.sequence) == [701])
    }

    @Test func `a ring that went round holds the newest, and the reader goes on with them`() {
        write(0..<10)
        var recent = RecentPredictions(dataDirectory: data, schema: schema)
        #expect(recent.next().count == 10)
        for start in stride(from: 10, to: 40_010, by: 5_000) { write(start..<start + 5_000) }
        let records = recent.next()
        #expect(records.count == 16_384)
        let numbers = scores(records)
        #expect((numbers.first, numbers.last) == (40_010 - 16_384, 40_009))
        #expect(zip(numbers, numbers.dropFirst()).allSatisfy { $1 == $0 + 1 })
    }

    @Test(arguments: [1, 9, 100, 250])
    func `a record whose writing was cut short is left out, and written over by the next one`(cut: Int) throws {
        write(0..<5)
        let whole = try Data(contentsOf: URL(filePath: ring))
        let size = (whole.count - 4096) / 5
        let torn = whole.prefix(whole.count - cut)
        try torn.write(to: URL(filePath: ring))
        var recent = RecentPredictions(dataDirectory: data, schema: schema)
        #expect(scores(recent.next()) == [0, 1, 2, 3])
        #expect(recent.next().isEmpty)
        write(5..<7)
        #expect(scores(recent.next()) == [5, 6])
        #expect(size < 512)
        // Damage within: the records around it stay.
        var damaged = try Data(contentsOf: URL(filePath: ring))
        damaged[4096 + 2 * size + 60] ^= 0xFF
        try damaged.write(to: URL(filePath: ring))
        var again = RecentPredictions(dataDirectory: data, schema: schema)
        #expect(scores(again.next()) == [0, 1, 3, 5, 6])
    }

    @Test func `a file of other features or of another size is made anew, and any other bytes are no ring`() throws {
        write(0..<5)
        var recent = RecentPredictions(dataDirectory: data, schema: schema)
        #expect(recent.next().count == 5)
        let larger = PredictionJournal(dataDirectory: data, schemas: [.machine], windowSize: 5_000, logger: logger)
        larger.record(record(9), of: schema)
        larger.end()
        #expect(scores(recent.next()) == [9])
        var random = SeededRandom(seed: 4)
        for length in [0, 1, 63, 4_095, 4_096, 20_000] {
            let junk = (0..<length).map { _ in UInt8.random(in: 0...255, using: &random) }
            try Data(junk).write(to: URL(filePath: ring))
            var reader = RecentPredictions(dataDirectory: data, schema: schema)
            #expect(reader.next().isEmpty)
        }
        write(0..<2)
        #expect(scores(recent.next()) == [0, 1])
    }

    @Test func `two services of one directory write to rings of their own, and are read together`() {
        let (first, second) = (journal(), journal())
        for number in 0..<6 { (number.isMultiple(of: 2) ? first : second).record(record(number), of: schema) }
        // Ended, so that all is written; the second has found the first one's ring taken or free.
        first.end()
        second.end()
        var recent = RecentPredictions(dataDirectory: data, schema: schema)
        #expect(scores(recent.next()).sorted() == Array(0..<6))
    }

    @Test func `what comes faster than the disk takes it is counted and does not fail`() throws {
        try FileManager.default.createDirectory(atPath: data, withIntermediateDirectories: true)
        // A file where the directory should be: nothing can be written.
        try Data().write(to: URL(filePath: "\(data)/window"))
        let journal = journal(waiting: 4)
        for number in 0..<100 { journal.record(record(number), of: schema) }
        journal.end()
        #expect(journal.droppedCount == 100)
    }
}
