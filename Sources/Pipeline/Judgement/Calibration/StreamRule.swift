import Drift

/// A stream of the sizes of one-hour forecast errors, as multiples of their mean over the trusted hours.
struct StreamRule: FeedRule {
    let name: String
    /// Makes a stream that has seen nothing.
    let make: @Sendable () -> any ChangeStream

    func alarms(in replay: FeedReplay) -> [FeedAlarm] {
        replay.stations.flatMap { station in
            replay.sensors.flatMap { sensor -> [FeedAlarm] in
                guard let errors = replay.errors[station]?[sensor] else { return [] }
                let trusted = errors[..<replay.cut].map(abs).filter { !$0.isNaN }
                guard !trusted.isEmpty else { return [] }
                let mean = trusted.reduce(0, +) / Double(trusted.count)
                var stream = make()
                return replay.stretch.filter { hour in
                    !errors[hour].isNaN && stream.update(abs(errors[hour]) / mean)
                }.map { FeedAlarm(station: station, sensor: sensor, hour: $0) }
            }
        }
    }
}
