import FeatureStore
import Features
import Foundation
import Parquet
import Readings
import TestSupport
import Testing

struct PredictionLogTests {
    private let scratch: ScratchDirectory
    private let noon = Timestamp(milliseconds: 1_767_268_800_000)

    init() throws {
        scratch = try ScratchDirectory()
    }

    private func log(capacity: Int = 100) -> PredictionLog {
        PredictionLog(dataDirectory: scratch.file("data"), schema: .machine, capacity: capacity)
    }

    private func record(_ number: Int, at moment: Timestamp? = nil) -> PredictionRecord {
        PredictionRecord(
            requestID: "request \(number)", answeredAt: moment ?? noon, station: "machine \(number % 2)",
            observedAt: (moment ?? noon).advanced(hours: -1), values: [75.5, 0.1 + 0.2, 1450],
            features: (0..<30).map { $0 == 4 ? .nan : Float($0) / 7 }, anomalyScore: 0.5 + Double(number) / 100,
            isAnomaly: number.isMultiple(of: 2), modelName: "detector", modelVersion: number)
    }

    private func file(day: String, at moment: Timestamp) -> String {
        scratch.file(
            "data/predictions/schema=machine/date=\(day)/predictions-\(moment.milliseconds).parquet")
    }

    private func requests(_ path: String) throws -> ColumnValues? {
        try ParquetReader(path: path).read(columns: ["request_id"])["request_id"]
    }

    @Test func `writes everything needed to give an answer again`() throws {
        let log = log()
        let records = [record(1), record(2)]
        for record in records { log.record(record) }
        #expect(try log.write(at: noon) == 2)
        let batch = try ParquetReader(path: file(day: "2026-01-01", at: noon)).read()
        #expect(
            batch.schema.names == [
                "request_id", "answered_at", "machine_id", "observed_at", "input_temperature", "input_vibration",
                "input_rotation_speed",
            ] + FeatureSchema.machine.featureNames + ["anomaly_score", "is_anomaly", "model_name", "model_version"])
        #expect(batch["request_id"] == .string(["request 1", "request 2"]))
        #expect(batch["answered_at"] == .timestamp([noon.milliseconds, noon.milliseconds]))
        #expect(batch["observed_at"] == .timestamp(records.map(\.observedAt.milliseconds)))
        #expect(batch["machine_id"] == .category(codes: [0, 1], names: ["machine 1", "machine 0"]))
        #expect(batch["input_vibration"] == .float64([0.1 + 0.2, 0.1 + 0.2]))
        for (place, name) in FeatureSchema.machine.featureNames.enumerated() {
            #expect(batch[name] == .float32(records.map { $0.features[place] }))
        }
        #expect(batch["anomaly_score"] == .float64([0.51, 0.52]))
        #expect(batch["is_anomaly"] == .boolean([false, true]))
        #expect(batch["model_name"] == .category(codes: [0, 0], names: ["detector"]))
        #expect(batch["model_version"] == .int64([1, 2]))
    }

    @Test func `writes one file for each day of answers`() throws {
        let log = log()
        let midnight = Timestamp(milliseconds: 1_767_312_000_000)
        let moments = [
            midnight, Timestamp(milliseconds: midnight.milliseconds - 1), noon, midnight.advanced(hours: 23),
            midnight.advanced(hours: 24),
        ]
        for (number, moment) in moments.enumerated() { log.record(record(number, at: moment)) }
        #expect(try log.write(at: midnight) == 5)
        #expect(try requests(file(day: "2026-01-01", at: midnight)) == .string(["request 1", "request 2"]))
        #expect(try requests(file(day: "2026-01-02", at: midnight)) == .string(["request 0", "request 3"]))
        #expect(try requests(file(day: "2026-01-03", at: midnight)) == .string(["request 4"]))
    }

    @Test func `writes what has come since the last time, and nothing when nothing has`() throws {
        let log = log()
        #expect(try log.write(at: noon) == 0)
        #expect(try scratch.entries == [])
        log.record(record(1))
        #expect(try log.write(at: noon) == 1)
        #expect(try log.write(at: noon.advanced(hours: 1)) == 0)
        log.record(record(2))
        #expect(try log.write(at: noon.advanced(hours: 2)) == 1)
        #expect(try requests(file(day: "2026-01-01", at: noon)) == .string(["request 1"]))
        #expect(try requests(file(day: "2026-01-01", at: noon.advanced(hours: 2))) == .string(["request 2"]))
        #expect(!FileManager.default.fileExists(atPath: file(day: "2026-01-01", at: noon.advanced(hours: 1))))
    }

    @Test func `keeps a sample of more answers than there is room for and counts the others`() throws {
        let log = log(capacity: 3)
        for number in 0..<5 { log.record(record(number)) }
        #expect(log.droppedCount == 2)
        #expect(try log.write(at: noon) == 3)
        guard case .string(let kept)? = try requests(file(day: "2026-01-01", at: noon)) else {
            Issue.record("no request ids")
            return
        }
        #expect(Set(kept).count == 3)
        #expect(Set(kept).isSubset(of: (0..<5).map { "request \($0)" }))
        log.record(record(9))
        #expect(log.droppedCount == 2)
        #expect(try log.write(at: noon.advanced(hours: 1)) == 1)
    }

    @Test func `keeps answers that could not be written, before later ones`() throws {
        let log = log(capacity: 3)
        let path = try scratch.write("in the way", to: "data")
        log.record(record(1))
        log.record(record(2))
        let error = #expect(throws: FeatureStoreError.self) { try log.write(at: noon) }
        #expect(error?.subject == file(day: "2026-01-01", at: noon))
        guard case .file(let cause)? = error?.reason, case .unwritable = cause.reason else {
            Issue.record("\(String(describing: error))")
            return
        }
        log.record(record(3))
        log.record(record(4))
        #expect(log.droppedCount == 1)
        try FileManager.default.removeItem(atPath: path)
        #expect(try log.write(at: noon) == 3)
        guard case .string(let kept)? = try requests(file(day: "2026-01-01", at: noon)) else {
            Issue.record("no request ids")
            return
        }
        #expect(Set(kept).isSubset(of: (1...4).map { "request \($0)" }))
    }

    @Test func `does not write a day twice when a later one fails`() throws {
        let log = log()
        let tomorrow = noon.advanced(hours: 24)
        log.record(record(1))
        log.record(record(2, at: tomorrow))
        let directory = scratch.file("data/predictions/schema=machine")
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        try Data("in the way".utf8).write(to: URL(filePath: "\(directory)/date=2026-01-02"))
        #expect(throws: FeatureStoreError.self) { try log.write(at: noon) }
        #expect(try requests(file(day: "2026-01-01", at: noon)) == .string(["request 1"]))
        try FileManager.default.removeItem(atPath: "\(directory)/date=2026-01-02")
        #expect(try log.write(at: tomorrow) == 1)
        #expect(try requests(file(day: "2026-01-02", at: tomorrow)) == .string(["request 2"]))
        #expect(!FileManager.default.fileExists(atPath: file(day: "2026-01-01", at: tomorrow)))
    }

    @Test func `loses no answer that many threads record at once`() async throws {
        let log = log(capacity: 10_000)
        await withTaskGroup(of: Void.self) { group in
            for task in 0..<8 {
                group.addTask { for number in 0..<500 { log.record(record(task * 500 + number)) } }
            }
        }
        #expect(try log.write(at: noon) == 4_000)
        #expect(log.droppedCount == 0)
        guard case .string(let names)? = try requests(file(day: "2026-01-01", at: noon)) else {
            Issue.record("no request ids")
            return
        }
        #expect(Set(names).count == 4_000)
    }
}
