import Drift
import Features
import Readings

/// Evidently's rule: half of all features have drifted, each by its normed Wasserstein distance ≥ 0.1, looked at daily.
struct DatasetRule: FeedRule {
    let name: String
    let schema: FeatureSchema
    let windowSize: Int
    private static let threshold = 0.1

    func alarms(in replay: FeedReplay) -> [FeedAlarm] {
        replay.stations.flatMap { station in
            alarms(ofStation: station, replay).map { FeedAlarm(station: station, sensor: nil, hour: $0) }
        }
    }

    private func alarms(ofStation station: Int, _ replay: FeedReplay) -> [Int] {
        let series = replay.hours.series(
            ofFeed: station, hours: 0..<replay.stretch.upperBound, trustingFlagged: true)
        var rows: [[Float]] = []
        FeatureExtractor(schema: schema).forEachRow(of: series) { _, row in rows.append(Array(row)) }
        guard replay.cut > 0, rows.count == series.count else { return [] }
        let references = schema.features.indices.map { feature in Sample(rows[..<replay.cut].map { $0[feature] }) }
        return replay.lastHoursOfDays.filter { hour in
            let window = rows[max(0, hour + 1 - windowSize)...hour]
            return DatasetDrift(
                drifted: references.enumerated().compactMap { feature, reference in
                    SampleComparison(reference: reference, current: Sample(window.map { $0[feature] }))
                        .result(of: .wassersteinNorm).map { $0.score >= Self.threshold }
                }
            ).drifted
        }
    }
}
