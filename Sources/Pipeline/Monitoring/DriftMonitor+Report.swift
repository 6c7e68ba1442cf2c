import Drift
import Features
import Registry

extension DriftMonitor {
    /// All tests on the window of all stations.
    /// - Parameter judgement: what is known of the feeds.
    /// - Returns: the report.
    func report(judgement: FeedJudgement?) -> DriftReport {
        let hasRows = reference.rows.rowCount > 0
        let kept = DriftTable(
            columns: schema.featureNames.enumerated().map { place, name in
                DriftColumn(
                    name: name,
                    values: hasRows
                        ? .numbers(reference.values(ofFeature: place).map(Double.init))
                        : .profile(reference.profiles[place]))
            },
            times: hasRows ? reference.rows.times : nil, stations: hasRows ? reference.rows.stations : nil)
        return DriftReport(
            reference: kept, current: current, criteria: configuration.criteria, schema: schema,
            judgement: judgement)
    }
}
