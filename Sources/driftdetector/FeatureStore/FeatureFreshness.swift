import FeatureStore
import Features
import Ingestion
import Metrics
import Readings

/// How old each view's newest row is, measured whenever somebody looks.
struct FeatureFreshness: Sendable {
    private let gauges: [(gauge: Gauge, store: MemoryOnlineStore)]
    private let clock: WorldClock

    init(online: OnlineRooms, clock: WorldClock) {
        self.clock = clock
        gauges = online.definition.views.compactMap { view in
            guard let store = online.local.first(where: { $0.schema == view.schema.sensors }) else { return nil }
            let dimensions = [("feature_view", view.name), ("project", online.definition.project)]
            return (Gauge(label: "feast_feature_freshness_seconds", dimensions: dimensions), store)
        }
    }

    /// Views without a row are not measured.
    func measure() {
        let now = clock.now
        for (gauge, store) in gauges {
            guard let newest = store.newestMoments.values.max() else { continue }
            gauge.record(Double(now.milliseconds - newest.milliseconds) / 1_000)
        }
    }
}
