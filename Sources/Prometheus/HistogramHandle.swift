internal import CoreMetrics

/// A histogram as swift-metrics sees it: a recorder of values, or a timer in seconds.
final class HistogramHandle: RecorderHandler, TimerHandler, LeasedHandle {
    private let histogram: Histogram
    private let scale: Double
    let lease: SeriesLease?

    init(_ histogram: Histogram, scale: Double, lease: SeriesLease?) {
        self.histogram = histogram
        self.scale = scale
        self.lease = lease
    }

    func record(_ value: Int64) {
        histogram.observe(Double(value) * scale)
    }

    func record(_ value: Double) {
        histogram.observe(value * scale)
    }

    func recordNanoseconds(_ duration: Int64) {
        histogram.observe(Duration.seconds(ofNanoseconds: duration))
    }
}
