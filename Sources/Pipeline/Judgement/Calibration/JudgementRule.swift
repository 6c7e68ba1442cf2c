/// Feed checks together: range, step, equal values, scatter, difference and gap.
struct JudgementRule: FeedRule {
    let name: String
    let criteria: FeedCriteria

    func alarms(in replay: FeedReplay) -> [FeedAlarm] {
        verdicts(in: replay, sensors: replay.sensors).map {
            FeedAlarm(station: $0.station, sensor: $0.sensor, hour: $0.doubt.foundAt, cause: $0.doubt.cause)
        }
    }

    /// What is not believed of all stations.
    func verdicts(in replay: FeedReplay, sensors: [Int]) -> [FeedJudge.Verdict] {
        FeedJudge(profile: replay.profile, criteria: criteria).verdicts(
            in: replay.hours, during: replay.stretch, sensors: sensors,
            errors: replay.errors.map { $0?.map { Array($0[replay.stretch]) } })
    }
}
