import Pipeline

extension Settings {
    /// How inputs are watched.
    var driftWindows: DriftMonitor.Configuration {
        DriftMonitor.Configuration(
            windowSize: drift.windowSize, stationHours: drift.windowHours,
            criteria: DriftCriteria(
                wassersteinThreshold: driftThreshold, featureThresholds: driftFeatureThresholds,
                seasonThreshold: drift.seasonThreshold))
    }
}
