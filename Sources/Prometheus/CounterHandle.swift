internal import CoreMetrics

/// A counter as swift-metrics sees it, whole or fractional.
final class CounterHandle: CounterHandler, FloatingPointCounterHandler, LeasedHandle {
    private let counter: Counter
    private let scale: Double
    let lease: SeriesLease?

    init(_ counter: Counter, scale: Double, lease: SeriesLease?) {
        self.counter = counter
        self.scale = scale
        self.lease = lease
    }

    func increment(by amount: Int64) {
        counter.increment(by: Double(amount) * scale)
    }

    func increment(by amount: Double) {
        counter.increment(by: amount * scale)
    }

    func reset() {
        counter.reset()
    }
}
