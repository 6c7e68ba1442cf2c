import CoreMetrics
import Logging
import Prometheus

/// The one place that touches the process-wide logging and metrics systems.
enum Bootstrap {
    /// Every metric that the service shows, with the labels by which it is recorded.
    private static let families: [MetricFamily] = [
        .counter("inference_requests_total", help: "Requests to POST /predict."),
        .histogram("inference_request_duration_seconds", help: "Time from a request to its answer."),
        .counter("anomalies_detected_total", help: "Readings called an anomaly."),
        .gauge("model_load_time_seconds", help: "Time that loading the models took."),
        .counter(
            "model_versions_refused_total",
            help: "Versions that were to answer, and could not be loaded or answered otherwise than they should.",
            labels: ["model"]),
        .counter(
            "readings_stored_total", help: "Readings stored that were new, by schema and source.",
            labels: ["schema", "source"]),
        .counter(
            "readings_doubtful_total", help: "Doubts about readings, duplicates included, by schema and reason.",
            labels: ["schema", "reason"]),
        .counter(
            "collected_readings_total", help: "Readings that a weather service gave, by source.", labels: ["source"]),
        .counter(
            "collection_failures_total", help: "Stations without a reading, by source and reason.",
            labels: ["source", "reason"]),
        .counter("mqtt_rejected_total", help: "Messages of the broker that could not be read whole."),
        .counter(
            "webhook_deliveries_total",
            help: "Attempts to tell the webhook of an event: delivered, retried or given_up.", labels: ["outcome"]),
        .gauge(
            "data_drift_score",
            help: "Wasserstein distance of the last inputs to the training rows in standard deviations, by feature and "
                + "schema; all: the largest that votes.",
            labels: ["feature", "schema"]),
        .gauge("features_with_drift", help: "Features that vote and have drifted, by schema.", labels: ["schema"]),
        .gauge("drift_detected", help: "1 while the last inputs have drifted, by schema.", labels: ["schema"]),
        .gauge("drift_window_rows", help: "Inputs in the drift window, by schema.", labels: ["schema"]),
        .gauge(
            "drift_window_newest_timestamp_seconds",
            help: "When the newest input of the drift window was measured, by schema.", labels: ["schema"]),
        .gauge(
            "feed_faults", help: "Feeds of a sensor that are not believed, by cause and schema.",
            labels: ["cause", "schema"]),
        .gauge(
            "feeds_checked_until_timestamp_seconds", help: "Up to when feeds have been judged, by schema.",
            labels: ["schema"]),
        .gauge(
            "forecast_mae",
            help:
                "Mean absolute error of the champion's forecasts in the last week, in the sensor's unit, by horizon in "
                + "hours, sensor and station; all: of all stations.",
            labels: ["horizon", "sensor", "station"]),
        .gauge(
            "forecast_skill", help: "1 less the error's share of persistence's, of the last week.",
            labels: ["horizon", "sensor", "station"]),
        .gauge(
            "forecast_coverage", help: "Share of the last week's outcomes inside of the interval at 80 %.",
            labels: ["horizon", "sensor", "station"]),
        .histogram("drift_detection_duration_seconds", help: "Time that taking new inputs into the windows took."),
        .counter(
            "prediction_log_dropped_total",
            help: "Answers that reached no file, since the disk could not keep up, by destination.",
            labels: ["destination"]),
        .gauge(
            "online_store_up", help: "1 while the shared online store answers and takes readings, by schema.",
            labels: ["schema"]),
        .counter(
            "online_store_degraded_reads_total",
            help: "Reads answered from what was known last, since the shared online store was away, by schema.",
            labels: ["schema"]),
        .counter(
            "online_store_failures_total",
            help: "Questions that the shared online store did not answer, and readings that it refused, by schema.",
            labels: ["schema"]),
        .gauge(
            "online_store_pending_readings", help: "Readings that wait for the shared online store, by schema.",
            labels: ["schema"]),
        .gauge(
            "feast_feature_freshness_seconds", help: "Age of a feature view's newest row.",
            labels: ["feature_view", "project"]),
    ]

    /// Sends logs to standard error; call once.
    static func logging(level: Logger.Level) {
        LoggingSystem.bootstrap { label in
            var handler = StreamLogHandler.standardError(label: label)
            handler.logLevel = level
            return handler
        }
    }

    /// A registry with every metric that the service shows behind swift-metrics; those without labels are at 0 from the
    /// start.
    static func metrics() throws(PrometheusError) -> PrometheusRegistry {
        let registry = PrometheusRegistry()
        for family in families { try registry.declare(family) }
        MetricsSystem.bootstrap(PrometheusMetricsFactory(registry: registry))
        return registry
    }
}
