/// One sum that only grows. Any thread may write; a handle is resolved once and kept.
public final class Counter: Sendable {
    private let shards = (0..<ThreadShard.count).map { _ in CounterShard() }

    init() {}

    /// Adds `amount`, in the exported unit. Negative and non-finite amounts are ignored: a counter never falls.
    public func increment(by amount: Double = 1) {
        guard amount >= 0, amount.isFinite else { return }
        shards[ThreadShard.current].add(amount)
    }

    /// The sum over all threads.
    public var value: Double {
        shards.reduce(0) { $0 + $1.value }
    }

    /// Begins at zero again, which Prometheus takes for a restart.
    func reset() {
        for shard in shards { shard.reset() }
    }
}
