public import CoreMetrics

/// Makes swift-metrics record into a ``PrometheusRegistry``.
///
/// Labels of swift-metrics are sanitised to metric names. A declared family decides what recorders and timers do:
/// observe in a histogram or set a gauge. Undeclared, counters get `_total` and timers `_seconds` at the end of their
/// name, recorders become histograms (`aggregate: false`: gauges) with the buckets for durations.
public struct PrometheusMetricsFactory: MetricsFactory {
    /// Where the families live.
    public let registry: PrometheusRegistry

    /// A factory for `MetricsSystem.bootstrap`, or to be passed to single metrics.
    ///
    /// - Parameter registry: where the families live.
    public init(registry: PrometheusRegistry) {
        self.registry = registry
    }

    /// A counter of whole amounts.
    ///
    /// - Parameters:
    ///   - label: the name before sanitising.
    ///   - dimensions: label names and values.
    /// - Returns: a handle; one that is not exported if refused.
    public func makeCounter(label: String, dimensions: [(String, String)]) -> any CounterHandler {
        counter(label, dimensions)
    }

    /// A counter of fractional amounts.
    ///
    /// - Parameters:
    ///   - label: the name before sanitising.
    ///   - dimensions: label names and values.
    /// - Returns: a handle; one that is not exported if refused.
    public func makeFloatingPointCounter(
        label: String, dimensions: [(String, String)]
    ) -> any FloatingPointCounterHandler {
        counter(label, dimensions)
    }

    /// A value that goes up and down.
    ///
    /// - Parameters:
    ///   - label: the name before sanitising.
    ///   - dimensions: label names and values.
    /// - Returns: a handle; one that is not exported if refused.
    public func makeMeter(label: String, dimensions: [(String, String)]) -> any MeterHandler {
        let resolution = resolve(label, dimensions, .meter)
        guard case .gauge(let gauge)? = resolution?.instrument else {
            return GaugeHandle(Gauge(), scale: 1, lease: nil)
        }
        return GaugeHandle(gauge, scale: resolution?.scale ?? 1, lease: resolution?.lease)
    }

    /// A recorder of a distribution, or of the last value only.
    ///
    /// - Parameters:
    ///   - label: the name before sanitising.
    ///   - dimensions: label names and values.
    ///   - aggregate: whether an undeclared family becomes a histogram.
    /// - Returns: a handle; one that is not exported if refused.
    public func makeRecorder(
        label: String, dimensions: [(String, String)], aggregate: Bool
    ) -> any RecorderHandler {
        let resolution = resolve(label, dimensions, aggregate ? .recorder : .gaugeRecorder)
        switch resolution?.instrument {
        case .histogram(let histogram):
            return HistogramHandle(histogram, scale: resolution?.scale ?? 1, lease: resolution?.lease)
        case .gauge(let gauge):
            return GaugeHandle(gauge, scale: resolution?.scale ?? 1, lease: resolution?.lease)
        case .counter, nil:
            return GaugeHandle(Gauge(), scale: 1, lease: nil)
        }
    }

    /// A recorder of durations, exported in seconds.
    ///
    /// - Parameters:
    ///   - label: the name before sanitising.
    ///   - dimensions: label names and values.
    /// - Returns: a handle; one that is not exported if refused.
    public func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler {
        let resolution = resolve(label, dimensions, .timer)
        switch resolution?.instrument {
        case .histogram(let histogram): return HistogramHandle(histogram, scale: 1, lease: resolution?.lease)
        case .gauge(let gauge): return GaugeHandle(gauge, scale: 1, lease: resolution?.lease)
        case .counter, nil: return GaugeHandle(Gauge(), scale: 1, lease: nil)
        }
    }

    /// Drops the series unless it is declared or another handle uses it.
    ///
    /// - Parameter handler: a handle made here; others are ignored.
    public func destroyCounter(_ handler: any CounterHandler) {
        release(handler)
    }

    /// Drops the series unless it is declared or another handle uses it.
    ///
    /// - Parameter handler: a handle made here; others are ignored.
    public func destroyFloatingPointCounter(_ handler: any FloatingPointCounterHandler) {
        release(handler)
    }

    /// Drops the series unless it is declared or another handle uses it.
    ///
    /// - Parameter handler: a handle made here; others are ignored.
    public func destroyMeter(_ handler: any MeterHandler) {
        release(handler)
    }

    /// Drops the series unless it is declared or another handle uses it.
    ///
    /// - Parameter handler: a handle made here; others are ignored.
    public func destroyRecorder(_ handler: any RecorderHandler) {
        release(handler)
    }

    /// Drops the series unless it is declared or another handle uses it.
    ///
    /// - Parameter handler: a handle made here; others are ignored.
    public func destroyTimer(_ handler: any TimerHandler) {
        release(handler)
    }

    private func counter(_ label: String, _ dimensions: [(String, String)]) -> CounterHandle {
        let resolution = resolve(label, dimensions, .counter)
        guard case .counter(let counter)? = resolution?.instrument else {
            return CounterHandle(Counter(), scale: 1, lease: nil)
        }
        return CounterHandle(counter, scale: resolution?.scale ?? 1, lease: resolution?.lease)
    }

    private func resolve(
        _ label: String, _ dimensions: [(String, String)], _ source: SeriesRequest.Source
    ) -> RegistryState.Resolution? {
        registry.resolve(SeriesRequest(label: label, dimensions: dimensions, source: source), permanent: false)
    }

    private func release(_ handler: any AnyObject) {
        guard let lease = (handler as? any LeasedHandle)?.lease else { return }
        registry.release(lease)
    }
}
