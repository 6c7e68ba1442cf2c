import Dispatch
public import FeatureStore
public import Logging
public import Readings
public import ServiceLifecycle
import Synchronization

/// Stores what many callers send at once in common commits: one wait for the disk serves all who wait.
///
/// A commit begins as soon as the one before has ended, with all that has come in the meantime. What is not stored yet
/// is bounded; beyond that callers are turned away at once.
public final class IntakeQueue: Service {
    private struct Waiting {
        let readings: ReadingTable
        let showsToOthers: Bool
        let done: CheckedContinuation<Result<[ReadingReceipt], IngestionError>, Never>
    }

    private struct State {
        var waiting: [Waiting] = []
        var waitingRows = 0
        var isRunning = true
        /// Wakes the service when there is something to do.
        var wakeUp: CheckedContinuation<Void, Never>?
    }

    /// Readings that may wait.
    public static let capacity = 100_000
    /// Readings that one commit takes at the most, unless a single caller sends more.
    private static let commitSize = 20_000

    private let intake: ReadingIntake
    private let logger: Logger
    private let state = Mutex(State())
    /// Commits wait for the disk; requests that are answered meanwhile shall not wait for a thread.
    private let disk = DispatchQueue(label: "readings")

    /// A queue before an intake.
    /// - Parameters:
    ///   - intake: stores.
    ///   - logger: told of failed commits.
    public init(intake: ReadingIntake, logger: Logger) {
        self.intake = intake
        self.logger = logger
    }

    /// Waits until readings are durable.
    /// - Parameters:
    ///   - readings: of one schema.
    ///   - showsToOthers: whether those who wait for news are told, such as the online store.
    /// - Returns: one receipt a reading.
    /// - Throws: ``IngestionError``: `.overloaded`, `.ending`, or why they could not be stored; then none of them is
    ///   acknowledged, and sending them again is safe.
    public func take(
        _ readings: ReadingTable, showsToOthers: Bool = true
    ) async throws(IngestionError) -> [ReadingReceipt] {
        let result: Result<[ReadingReceipt], IngestionError> = await withCheckedContinuation { done in
            let (refusal, wakeUp) = state.withLock {
                state -> (IngestionError.Reason?, CheckedContinuation<Void, Never>?) in
                guard state.isRunning else { return (.ending, nil) }
                guard state.waitingRows == 0 || state.waitingRows + readings.rowCount <= Self.capacity else {
                    return (.overloaded, nil)
                }
                state.waiting.append(Waiting(readings: readings, showsToOthers: showsToOthers, done: done))
                state.waitingRows += readings.rowCount
                return (nil, state.wakeUp.take())
            }
            wakeUp?.resume()
            if let refusal { done.resume(returning: .failure(IngestionError(subject: "readings", reason: refusal))) }
        }
        return try result.get()
    }

    /// Commits until the service is shut down, and then what waits.
    public func run() async {
        await withGracefulShutdownHandler {
            await withTaskCancellationHandler {
                while await waitForWork() {
                    let batch = nextBatch()
                    await withCheckedContinuation { done in
                        disk.async {
                            self.commit(batch)
                            done.resume()
                        }
                    }
                }
            } onCancel: {
                self.end()
            }
        } onGracefulShutdown: {
            self.end()
        }
    }

    private func end() {
        state.withLock { state in
            state.isRunning = false
            return state.wakeUp.take()
        }?.resume()
    }

    /// False when the service has ended and nothing waits.
    private func waitForWork() async -> Bool {
        await withCheckedContinuation { (continuation: CheckedContinuation<Void, Never>) in
            let isNow = state.withLock { state in
                guard state.waiting.isEmpty, state.isRunning else { return true }
                state.wakeUp = continuation
                return false
            }
            if isNow { continuation.resume() }
        }
        return state.withLock { $0.isRunning || !$0.waiting.isEmpty }
    }

    private func nextBatch() -> [Waiting] {
        state.withLock { state in
            var rows = 0
            let count = state.waiting.prefix { waiting in
                rows += waiting.readings.rowCount
                return rows == waiting.readings.rowCount || rows <= Self.commitSize
            }.count
            let batch = Array(state.waiting.prefix(count))
            state.waiting.removeFirst(count)
            state.waitingRows -= batch.reduce(0) { $0 + $1.readings.rowCount }
            return batch
        }
    }

    private func commit(_ batch: [Waiting]) {
        struct Kind: Hashable {
            let schema: SensorSchema
            let showsToOthers: Bool
        }
        let byKind = Dictionary(grouping: batch) { Kind(schema: $0.readings.schema, showsToOthers: $0.showsToOthers) }
        for (kind, callers) in byKind.sorted(by: { $0.key.schema.name < $1.key.schema.name }) {
            guard var together = callers.first?.readings else { continue }
            for caller in callers.dropFirst() { together.append(contentsOf: caller.readings) }
            do throws(IngestionError) {
                let receipts = try intake.take(together, showsToOthers: kind.showsToOthers)
                var begin = 0
                for caller in callers {
                    let end = begin + caller.readings.rowCount
                    caller.done.resume(returning: .success(Array(receipts[begin..<end])))
                    begin = end
                }
            } catch {
                logger.error("readings could not be stored", metadata: ["error": "\(error)"])
                for caller in callers { caller.done.resume(returning: .failure(error)) }
            }
        }
    }
}
