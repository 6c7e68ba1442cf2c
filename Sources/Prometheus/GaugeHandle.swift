internal import CoreMetrics

/// A gauge as swift-metrics sees it: a meter, a recorder of the last value, or a timer of the last duration.
final class GaugeHandle: MeterHandler, RecorderHandler, TimerHandler, LeasedHandle {
    private let gauge: Gauge
    private let scale: Double
    let lease: SeriesLease?

    init(_ gauge: Gauge, scale: Double, lease: SeriesLease?) {
        self.gauge = gauge
        self.scale = scale
        self.lease = lease
    }

    func set(_ value: Int64) {
        gauge.set(Double(value) * scale)
    }

    func set(_ value: Double) {
        gauge.set(value * scale)
    }

    func increment(by amount: Double) {
        gauge.add(amount * scale)
    }

    func decrement(by amount: Double) {
        gauge.add(-amount * scale)
    }

    func record(_ value: Int64) {
        set(value)
    }

    func record(_ value: Double) {
        set(value)
    }

    func recordNanoseconds(_ duration: Int64) {
        gauge.set(Duration.seconds(ofNanoseconds: duration))
    }
}
