import Drift
import Features

extension FeedCalibration {
    /// Rules that people use, and two that need no reading at all.
    var others: [any FeedRule] {
        [
            WindowRule(name: "wasserstein_norm ≥ 0.3, last 1000 h", threshold: 0.3, windowSize: 1_000),
            FeatureSchema.all.first { $0.sensors == replay.hours.schema }.map {
                DatasetRule(name: "Evidently: half of the features ≥ 0.1", schema: $0, windowSize: 1_000)
            },
            StreamRule(name: "ADWIN of forecast errors") { AdaptiveWindow() },
            StreamRule(name: "Page–Hinkley of forecast errors") { PageHinkley() },
            ConstantRule(name: "always fires", fires: true),
            ConstantRule(name: "never fires", fires: false),
        ].compactMap { $0 }
    }
}
