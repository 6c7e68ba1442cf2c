/// Always fires, or never does: what any rule must be better than.
struct ConstantRule: FeedRule {
    let name: String
    let fires: Bool

    func alarms(in replay: FeedReplay) -> [FeedAlarm] {
        guard fires else { return [] }
        return replay.stations.flatMap { station in
            replay.stretch.map { FeedAlarm(station: station, sensor: nil, hour: $0) }
        }
    }
}
