import Pipeline
import Readings

/// How feeds are checked.
struct FeedSettings {
    /// Whether `serve`, `up` and `monitor` check the feeds.
    let isChecked: Bool
    /// From when on a feed is not believed.
    let criteria: FeedCriteria

    init(_ reader: SettingReader) throws(SettingsError) {
        isChecked = try reader.value(.feedChecks, expected: "true or false") { Bool($0) }
        criteria = FeedCriteria(
            differenceLimit: try Self.positive(.feedDifferenceLimit, reader),
            differenceLimits: try Self.bySensor(.feedDifferenceLimits, reader),
            spreadFactor: try Self.positive(.feedSpreadFactor, reader),
            spreadFactors: try Self.bySensor(.feedSpreadFactors, reader),
            equalReadings: try reader.number(.feedEqualReadings, in: FeedCriteria.fewestEqual...10_000),
            gapHours: try reader.number(.feedGapHours, in: 1...10_000))
    }

    private static func positive(_ key: SettingKey, _ reader: SettingReader) throws(SettingsError) -> Double {
        try reader.value(key, expected: "a number greater than 0") {
            FeatureThresholdList.threshold($0).flatMap { $0 > 0 ? $0 : nil }
        }
    }

    private static func bySensor(_ key: SettingKey, _ reader: SettingReader) throws(SettingsError) -> [String: Double] {
        let sensors = Set(SensorSchema.all.flatMap { $0.quantities.map(\.name) })
        return try reader.value(key, expected: "sensors with numbers greater than 0, such as pressure=3,humidity=2.5") {
            FeatureThresholdList($0).flatMap { list in
                list.thresholds.allSatisfy { $0.value > 0 && sensors.contains($0.key) } ? list.thresholds : nil
            }
        }
    }
}
