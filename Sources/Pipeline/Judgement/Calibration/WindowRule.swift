import Drift

/// The normed Wasserstein distance of the last hours of a sensor from the station's own trusted hours, looked at daily.
struct WindowRule: FeedRule {
    let name: String
    let threshold: Double
    let windowSize: Int

    func alarms(in replay: FeedReplay) -> [FeedAlarm] {
        replay.stations.flatMap { station in
            replay.sensors.flatMap { sensor in
                alarms(of: replay.hours.feeds[station].values[sensor], replay).map {
                    FeedAlarm(station: station, sensor: sensor, hour: $0)
                }
            }
        }
    }

    private func alarms(of values: [Double], _ replay: FeedReplay) -> [Int] {
        let reference = Sample(Array(values[..<replay.cut]))
        guard !reference.isEmpty else { return [] }
        var window = DriftWindow([WindowReference(reference, windowCount: windowSize)], capacity: windowSize)
        var alarms: [Int] = []
        for hour in max(0, replay.stretch.lowerBound - windowSize)..<replay.stretch.upperBound {
            window.append(contentsOf: [(Int64(hour), [Float(values[hour])])])
            guard hour >= replay.stretch.lowerBound, (hour + 1 - replay.cut) % 24 == 0 else { continue }
            if let score = window.scores[0], score >= threshold { alarms.append(hour) }
        }
        return alarms
    }
}
