import Features
import Metrics
import Readings

/// The scores of one detector's inputs, as scrapers see them.
struct DriftGauges {
    private let scores: [Gauge]
    private let severity: Gauge
    private let featureCount: Gauge
    private let isDrifted: Gauge
    private let rows: Gauge
    private let newest: Gauge
    private let schema: FeatureSchema
    /// Whether they show a status.
    private(set) var isSet = false

    init(schema: FeatureSchema, factory: any MetricsFactory) {
        self.schema = schema
        let own = [("schema", schema.sensors.name)]
        scores = schema.featureNames.map {
            Gauge(label: "data_drift_score", dimensions: [("feature", $0)] + own, factory: factory)
        }
        severity = Gauge(label: "data_drift_score", dimensions: [("feature", "all")] + own, factory: factory)
        featureCount = Gauge(label: "features_with_drift", dimensions: own, factory: factory)
        isDrifted = Gauge(label: "drift_detected", dimensions: own, factory: factory)
        rows = Gauge(label: "drift_window_rows", dimensions: own, factory: factory)
        newest = Gauge(label: "drift_window_newest_timestamp_seconds", dimensions: own, factory: factory)
    }

    mutating func show(_ status: DriftStatus) {
        isSet = true
        for (gauge, feature) in zip(scores, status.all.features) { gauge.record(feature.score ?? .nan) }
        severity.record(status.all.severity ?? .nan)
        featureCount.record(status.all.drifted.count)
        isDrifted.record(status.isDrifted ? 1 : 0)
        rows.record(status.all.rowCount)
        newest.record(status.all.to.map { Double($0.milliseconds) / 1000 } ?? .nan)
    }

    /// Takes what is watched no more out of sight.
    func withdraw() {
        for gauge in scores + [severity, featureCount, isDrifted, rows, newest] { gauge.destroy() }
    }
}
