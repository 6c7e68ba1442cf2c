import Dispatch
public import Features
import Foundation
public import Logging
import Synchronization

/// Brings answered inputs from the request that answered them to the drift window's ring files.
///
/// Recording takes a lock for a moment and never waits for the disk: a thread of its own writes. What comes faster than
/// the disk takes it is sampled, and counted.
public final class PredictionJournal: Sendable {
    private struct State {
        var waiting: [String: SampledQueue<PredictionRecord>] = [:]
        var isEnding = false
        var failedCount = 0
    }

    /// Records that a ring holds for each row of the drift window, so that the windows of single stations fill as well.
    private static let rowsPerWindowRow = 16
    private static let fewestRows = 16_384
    private static let mostRows = 262_144

    private let directory: String
    private let schemas: [FeatureSchema]
    private let capacity: Int
    private let logger: Logger
    private let state: Mutex<State>
    private let wake = DispatchSemaphore(value: 0)
    private let ended = DispatchSemaphore(value: 0)

    /// A journal below a data directory; its thread runs until ``end()``.
    /// - Parameters:
    ///   - dataDirectory: the directory that holds everything.
    ///   - schemas: whose answers may be recorded.
    ///   - windowSize: rows of the drift window, ≥ 1.
    ///   - waiting: answers of a schema that may wait for the disk, ≥ 1.
    ///   - logger: told, once a minute at most, that the disk does not take them.
    public init(
        dataDirectory: String, schemas: [FeatureSchema], windowSize: Int, waiting: Int = 8_192, logger: Logger
    ) {
        directory = RecentPredictions.directory(in: dataDirectory)
        self.schemas = schemas
        capacity = max(Self.fewestRows, windowSize, min(windowSize * Self.rowsPerWindowRow, Self.mostRows))
        self.logger = logger
        state = Mutex(
            State(
                waiting: Dictionary(
                    uniqueKeysWithValues: schemas.map { ($0.name, SampledQueue(capacity: waiting)) })))
        let thread = Thread { [self] in run() }
        thread.name = "prediction journal"
        thread.start()
    }

    /// Keeps an answer.
    /// - Parameters:
    ///   - record: of the schema.
    ///   - schema: one of the journal's.
    public func record(_ record: PredictionRecord, of schema: FeatureSchema) {
        let isFirst = state.withLock { state in
            let isFirst = state.waiting.values.allSatisfy(\.isEmpty)
            state.waiting[schema.name]?.append(record)
            return isFirst
        }
        if isFirst { wake.signal() }
    }

    /// Answers that are in no ring since the start: sampled away, or refused by the disk.
    public var droppedCount: Int {
        state.withLock { state in state.failedCount + state.waiting.values.reduce(0) { $0 + $1.droppedCount } }
    }

    /// Writes what waits and ends the thread. Recording afterwards keeps nothing.
    public func end() {
        let wasEnding = state.withLock { state in
            defer { state.isEnding = true }
            return state.isEnding
        }
        guard !wasEnding else { return }
        wake.signal()
        ended.wait()
    }

    private func run() {
        var rings: [String: PredictionRing] = [:]
        var complainedAt: ContinuousClock.Instant?
        while true {
            wake.wait()
            let (batches, isEnding) = state.withLock { state in
                let batches = schemas.map { ($0, state.waiting[$0.name]?.drain() ?? []) }
                return (batches, state.isEnding)
            }
            for (schema, records) in batches where !records.isEmpty {
                do {
                    let ring =
                        try rings[schema.name]
                        ?? PredictionRing(directory: directory, schema: schema, capacity: capacity)
                    rings[schema.name] = ring
                    // A sample keeps no order.
                    try ring.append(records.sorted { $0.answeredAt < $1.answeredAt })
                } catch {
                    state.withLock { $0.failedCount += records.count }
                    let now = ContinuousClock.now
                    if complainedAt.map({ now - $0 > .seconds(60) }) ?? true {
                        complainedAt = now
                        logger.error(
                            "answered inputs do not reach the drift window; answering goes on",
                            metadata: ["error": "\(error)", "inputs": "\(records.count)"])
                    }
                }
            }
            if isEnding { break }
        }
        // Closed before anybody waits no more: the next journal may take the same files.
        rings = [:]
        ended.signal()
    }
}
