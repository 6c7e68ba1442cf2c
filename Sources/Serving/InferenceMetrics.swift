import Metrics

/// The measurements of `/predict`, their handles made once.
struct InferenceMetrics: Sendable {
    /// HTTP requests to `POST /predict`, whatever their answer and however many readings they send.
    let requests: Counter
    /// From a request's head to its finished answer, body read and parsed.
    let duration: Timer
    /// Readings called an anomaly.
    let anomalies: Counter

    init(factory: any MetricsFactory) {
        requests = Counter(label: "inference_requests_total", factory: factory)
        duration = Timer(label: "inference_request_duration_seconds", factory: factory)
        anomalies = Counter(label: "anomalies_detected_total", factory: factory)
    }
}
