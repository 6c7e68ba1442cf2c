import Metrics

/// What is measured of a shared online store.
struct OnlineStoreMetrics: Sendable {
    let isUp: Gauge
    let degraded: Counter
    let failures: Counter
    let pending: Gauge

    init(schema: String, factory: any MetricsFactory) {
        let dimensions = [("schema", schema)]
        isUp = Gauge(label: "online_store_up", dimensions: dimensions, factory: factory)
        degraded = Counter(label: "online_store_degraded_reads_total", dimensions: dimensions, factory: factory)
        failures = Counter(label: "online_store_failures_total", dimensions: dimensions, factory: factory)
        pending = Gauge(label: "online_store_pending_readings", dimensions: dimensions, factory: factory)
        isUp.record(1)
        pending.record(0)
    }
}
