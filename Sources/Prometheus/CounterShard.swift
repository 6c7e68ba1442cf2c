internal import Synchronization

/// The part of a counter that some threads write.
final class CounterShard: Sendable {
    private let sum = Atomic<Double>(0)
    // Keeps the next shard out of this one's cache line.
    private let padding: (UInt64, UInt64, UInt64, UInt64, UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0, 0, 0, 0, 0)

    var value: Double {
        sum.load(ordering: .relaxed)
    }

    func add(_ amount: Double) {
        sum.add(amount)
    }

    func reset() {
        sum.store(0, ordering: .relaxed)
    }
}
