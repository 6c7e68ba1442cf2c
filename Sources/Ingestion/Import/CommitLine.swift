import Dispatch
import FeatureStore
import Readings
import Synchronization

/// Commits on a thread of its own while the next readings are prepared; at most one waits.
final class CommitLine: Sendable {
    private struct State {
        var stored = StoredCounts()
        var failure: IngestionError?
    }

    private let store: @Sendable (ReadingTable) throws(IngestionError) -> [ReadingReceipt]
    private let queue = DispatchQueue(label: "import")
    private let isFree = DispatchSemaphore(value: 1)
    private let state = Mutex(State())

    init(store: @escaping @Sendable (ReadingTable) throws(IngestionError) -> [ReadingReceipt]) {
        self.store = store
    }

    /// Hands readings over, as soon as those before are stored.
    /// - Throws: why an earlier commit failed.
    func commit(_ readings: ReadingTable) throws(IngestionError) {
        isFree.wait()
        if let failure = state.withLock({ $0.failure }) {
            isFree.signal()
            throw failure
        }
        queue.async { [self] in
            do throws(IngestionError) {
                let receipts = try store(readings)
                state.withLock { $0.stored.add(receipts) }
            } catch {
                state.withLock { $0.failure = error }
            }
            isFree.signal()
        }
    }

    /// Waits for the last commit.
    /// - Returns: what became of all readings.
    /// - Throws: why a commit failed.
    func finish() throws(IngestionError) -> StoredCounts {
        isFree.wait()
        defer { isFree.signal() }
        let (stored, failure) = state.withLock { ($0.stored, $0.failure) }
        if let failure { throw failure }
        return stored
    }
}
