internal import Synchronization

/// One value that goes up and down. Any thread may write; a handle is resolved once and kept.
public final class Gauge: Sendable {
    private let current = Atomic<Double>(0)

    init() {}

    /// Replaces the value, given in the exported unit. NaN and infinities are exported as such.
    public func set(_ value: Double) {
        current.store(value, ordering: .relaxed)
    }

    /// Adds `amount`, which may be negative, in the exported unit.
    public func add(_ amount: Double) {
        current.add(amount)
    }

    /// The value set last.
    public var value: Double {
        current.load(ordering: .relaxed)
    }
}
