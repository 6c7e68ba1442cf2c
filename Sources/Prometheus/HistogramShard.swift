internal import Synchronization

/// The part of a histogram that some threads write.
final class HistogramShard: Sendable {
    private let state: Mutex<HistogramSnapshot>
    // Keeps the next shard out of this one's cache line.
    private let padding: (UInt64, UInt64, UInt64, UInt64, UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0, 0, 0, 0, 0)

    init(bucketCount: Int) {
        state = Mutex(HistogramSnapshot(bucketCount: bucketCount))
    }

    func record(_ value: Double, bucket: Int) {
        state.withLock { state in
            state.counts[bucket] &+= 1
            state.sum += value
        }
    }

    func merge(into total: inout HistogramSnapshot) {
        let part = state.withLock { $0 }
        for (index, count) in part.counts.enumerated() { total.counts[index] &+= count }
        total.sum += part.sum
    }
}
