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
        return replay.lastHoursOfDays.filter { hour in
            let current = Sample(Array(values[max(0, hour + 1 - windowSize)...hour]))
            let score = SampleComparison(reference: reference, current: current).result(of: .wassersteinNorm)?.score
            return score.map { $0 >= threshold } ?? false
        }
    }
}
