import FeatureStore
import Features
import Foundation
import Logging
import Parquet
import Pipeline
import Readings
import ServiceLifecycle
import ServiceLifecycleTestKit
import Synchronization
import TestSupport
import Testing

struct PredictionLogWriterTests {
    private let scratch: ScratchDirectory
    private let log: PredictionLog

    init() throws {
        scratch = try ScratchDirectory()
        log = PredictionLog(dataDirectory: scratch.path, schema: .machine)
    }

    private func record(_ station: String) {
        log.record(
            PredictionRecord(
                requestID: "r", answeredAt: Timestamp(milliseconds: 5), station: station,
                observedAt: Timestamp(milliseconds: 0), values: [75.5, 0.42, 1450],
                features: Array(repeating: 1, count: 30), anomalyScore: 0.5, isAnomaly: true, modelName: "m",
                modelVersion: 1))
    }

    private func written(at moment: Int) throws -> ColumnValues? {
        try ParquetReader(
            path: scratch.file("predictions/schema=machine/date=1970-01-01/predictions-\(moment).parquet")
        ).read(columns: ["machine_id"])["machine_id"]
    }

    @Test func `writes what waits when the service is shut down`() async throws {
        let writer = PredictionLogWriter(
            logs: [log], interval: .seconds(86_400), now: { Timestamp(milliseconds: 70) },
            logger: Logger(label: "test"))
        record("machine_001")
        await testGracefulShutdown { trigger in
            await withTaskGroup(of: Void.self) { group in
                group.addTask { await writer.run() }
                record("machine_002")
                trigger.triggerGracefulShutdown()
            }
        }
        #expect(try written(at: 70) == .category(codes: [0, 1], names: ["machine_001", "machine_002"]))
    }

    @Test func `writes what waits when its task is cancelled`() async throws {
        let writer = PredictionLogWriter(
            logs: [log], interval: .seconds(86_400), now: { Timestamp(milliseconds: 71) },
            logger: Logger(label: "test"))
        record("machine_001")
        let task = Task { await writer.run() }
        task.cancel()
        await task.value
        #expect(try written(at: 71) == .category(codes: [0], names: ["machine_001"]))
    }

    @Test func `writes now and then while it runs, and nothing when nothing waits`() async throws {
        let (moments, continuation) = AsyncStream<Int>.makeStream()
        let count = Mutex(0)
        let writer = PredictionLogWriter(
            logs: [log], interval: .milliseconds(1),
            now: {
                let number = count.withLock { count in
                    count += 1
                    return count
                }
                continuation.yield(number)
                return Timestamp(milliseconds: Int64(number))
            }, logger: Logger(label: "test"))
        record("machine_001")
        let task = Task { await writer.run() }
        // When it asks for the third time, the first write has ended.
        for await number in moments where number == 3 { break }
        task.cancel()
        await task.value
        #expect(try written(at: 1) == .category(codes: [0], names: ["machine_001"]))
        let folder = scratch.file("predictions/schema=machine/date=1970-01-01")
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["predictions-1.parquet"])
    }

    @Test func `reports a failed write and tries again`() async throws {
        let blocker = try scratch.write("a file in its place", to: "predictions")
        let (logger, events) = LogEvents.logger()
        let writer = PredictionLogWriter(
            logs: [log], interval: .milliseconds(1), now: { Timestamp(milliseconds: 72) }, logger: logger)
        record("machine_001")
        await testGracefulShutdown { trigger in
            await withTaskGroup(of: Void.self) { group in
                group.addTask { await writer.run() }
                for await event in events {
                    #expect(event == "error: predictions could not be written and wait for the next try")
                    break
                }
                #expect(throws: Never.self) { try FileManager.default.removeItem(atPath: blocker) }
                trigger.triggerGracefulShutdown()
            }
        }
        #expect(try written(at: 72) == .category(codes: [0], names: ["machine_001"]))
    }
}
