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
        let references = schema.features.indices.map { feature in
            WindowReference(Sample(rows[..<replay.cut].map { $0[feature] }), windowCount: windowSize)
        }
        var window = DriftWindow(references, capacity: windowSize)
        var alarms: [Int] = []
        for hour in max(0, replay.stretch.lowerBound - windowSize)..<replay.stretch.upperBound {
            window.append(contentsOf: [(Int64(hour), rows[hour])])
            guard hour >= replay.stretch.lowerBound, (hour + 1 - replay.cut) % 24 == 0 else { continue }
            if DatasetDrift(drifted: window.scores.compactMap { $0.map { $0 >= Self.threshold } }).drifted {
                alarms.append(hour)
            }
        }
        return alarms
    }
}
