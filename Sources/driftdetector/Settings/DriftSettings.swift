/// How inputs are watched.
struct DriftSettings {
    /// Rows of the drift window.
    let windowSize: Int
    /// Hours that a row of a station's window may be older than the station's newest.
    let windowHours: Int
    /// Training rows that a new detector keeps at most, to hold inputs against; 0 keeps profiles alone.
    let referenceRows: Int
    /// Normed Wasserstein distance from the same weeks of earlier years that is marked, ≥ 0.
    let seasonThreshold: Double
    /// Whether `serve` and `up` watch their inputs themselves.
    let isWatchedInside: Bool
    /// Where `monitor` listens.
    let monitorPort: Int

    init(_ reader: SettingReader) throws(SettingsError) {
        windowSize = try reader.number(.driftWindowSize, in: 10...100_000)
        windowHours = try reader.number(.driftWindowHours, in: 1...1_000_000)
        referenceRows = try reader.number(.driftReferenceRows, in: 0...10_000_000)
        seasonThreshold = try reader.value(.driftSeasonThreshold, expected: "a number from 0") {
            FeatureThresholdList.threshold($0)
        }
        isWatchedInside = try reader.value(.driftMonitor, expected: "true or false") { Bool($0) }
        monitorPort = try reader.port(.monitorPort)
    }
}
