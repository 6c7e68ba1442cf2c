import Drift
import Features
import Registry

extension DriftMonitor {
    /// All tests on the window of all stations.
    var report: DriftReport {
        let current = current
        let names = schema.featureNames
        return DriftReport(
            reference: DriftTable(
                columns: names.indices.map { place in
                    DriftColumn(
                        name: names[place],
                        values: reference.rows.rowCount == 0
                            ? .profile(reference.profiles[place])
                            : .numbers(reference.values(ofFeature: place).map(Double.init)))
                },
                times: reference.rows.rowCount == 0 ? nil : reference.rows.times),
            current: DriftTable(
                columns: names.indices.map { place in
                    DriftColumn(
                        name: names[place],
                        values: .numbers((0..<current.rowCount).map { Double(current.matrix[$0, place]) }))
                }, times: current.times),
            criteria: DriftCriteria(
                wassersteinThreshold: configuration.threshold, featureThresholds: configuration.featureThresholds),
            schema: schema)
    }
}
