import CoreMetrics
import Logging
import Prometheus

/// The one place that touches the process-wide logging and metrics systems.
enum Bootstrap {
    /// Sends logs to standard error; call once.
    static func logging(level: Logger.Level) {
        LoggingSystem.bootstrap { label in
            var handler = StreamLogHandler.standardError(label: label)
            handler.logLevel = level
            return handler
        }
    }

    /// A registry with every metric that the service shows, each at 0 from the start, behind swift-metrics.
    static func metrics() throws(PrometheusError) -> PrometheusRegistry {
        let registry = PrometheusRegistry()
        try registry.declare(.counter("inference_requests_total", help: "Requests to POST /predict."))
        try registry.declare(
            .histogram("inference_request_duration_seconds", help: "Time from a request to its answer."))
        try registry.declare(.counter("anomalies_detected_total", help: "Readings called an anomaly."))
        try registry.declare(.gauge("model_load_time_seconds", help: "Time that loading the models took."))
        try registry.declare(
            .counter("readings_stored_total", help: "Readings stored that were new, by schema and source."))
        try registry.declare(
            .counter(
                "readings_doubtful_total", help: "Doubts about readings, duplicates included, by schema and reason."))
        try registry.declare(.counter("collected_readings_total", help: "Readings that a weather service gave."))
        try registry.declare(
            .counter("collection_failures_total", help: "Stations without a reading, by source and reason."))
        try registry.declare(
            .counter("mqtt_rejected_total", help: "Messages of the broker that could not be read whole."))
        try registry.declare(.gauge("online_store_up", help: "1 while the shared online store answers, by schema."))
        try registry.declare(
            .counter(
                "online_store_degraded_reads_total",
                help: "Reads answered from what was known last, since the shared online store was away."))
        try registry.declare(
            .counter("online_store_failures_total", help: "Questions that the shared online store did not answer."))
        try registry.declare(
            .gauge("online_store_pending_readings", help: "Readings that wait for the shared online store."))
        try registry.declare(
            .gauge("feast_feature_freshness_seconds", help: "Age of a feature view's newest row."))
        MetricsSystem.bootstrap(PrometheusMetricsFactory(registry: registry))
        return registry
    }
}
