public import Learning
public import Readings

/// Tries rules on stored hours: how often they tell without a fault, and how soon they tell of faults put in.
public struct FeedCalibration: Sendable {
    /// Hours in which a fault must be found.
    static let limitHours = 960
    /// Hours before a fault that are replayed, so that windows are full.
    private static let leadHours = 1_000
    /// A rule that told within as many hours before a fault was alarming anyway.
    private static let alarmingHours = 48
    private static let mostFaulty = 8
    /// Values within a day that a sensor must have for a fault of it to show.
    private static let fewestValues = 12
    /// Alarms within as many hours count once.
    private static let episodeHours = 168

    let replay: FeedReplay
    let sensor: Int
    let faults: [InjectedFeedFault]
    let starts: [Int]
    let seed: UInt64
    /// The stations that are counted.
    let stations: [Int]
    private let trials: [Trial]

    /// A calibration.
    /// - Parameters:
    ///   - hours: all feeds.
    ///   - cut: what was before is trusted and fitted to.
    ///   - end: what is after is left out.
    ///   - sensor: the place of the sensor that gets faults.
    ///   - starts: when they begin; empty for four moments spread evenly.
    ///   - stations: names of the stations that are counted; nil for all.
    ///   - seed: of noise.
    /// - Throws: ``PipelineError`` when there are too few hours to replay, or one of the starts does not lie among them.
    public init(
        of hours: FeedHours, trustedBefore cut: Timestamp, until end: Timestamp? = nil, sensor: Int = 0,
        starts: [Timestamp] = [], stations: Set<String>? = nil, seed: UInt64
    ) throws(PipelineError) {
        let profile = FeedProfile(of: hours, before: cut)
        let first = min(max(0, hours.hour(of: cut)), hours.hourCount)
        let last = min(hours.hourCount, max(first, end.map { hours.hour(of: $0) } ?? hours.hourCount))
        replay = FeedReplay(hours, profile: profile, cut: first, stretch: first..<last)
        self.sensor = sensor
        self.seed = seed
        let spread = profile.errorSpreads?[sensor] ?? 1
        faults = InjectedFeedFault.all(of: hours.schema.quantities[sensor], spread: spread.isFinite ? spread : 1)
        guard last - first > Self.limitHours / 4, first >= FeedOpinion.fewestHours else {
            throw PipelineError(
                subject: "calibration",
                reason: .tooFewHours(
                    trusted: first, after: last - first, neededTrusted: FeedOpinion.fewestHours,
                    neededAfter: Self.limitHours / 4 + 1))
        }
        for start in starts where !(first < hours.hour(of: start) && hours.hour(of: start) < last) {
            throw PipelineError(
                subject: "calibration",
                reason: .outside(start, from: hours.time(ofHour: first + 1), to: hours.time(ofHour: last - 1)))
        }
        let beginnings =
            starts.isEmpty
            ? Self.evenlySpread(from: first, to: last) : Set(starts.map { hours.hour(of: $0) }).sorted()
        self.starts = beginnings
        let counted = (0..<hours.stationCount).filter { stations?.contains(hours.feeds[$0].station) ?? true }
        self.stations = counted
        let places = Self.faulty(counted).flatMap { station in beginnings.map { (station, $0) } }.filter { place in
            hours.feeds[place.0].values[sensor][place.1..<min(last, place.1 + FeedProfile.dayHours)]
                .count { $0.isFinite } >= Self.fewestValues
        }
        trials = faults.indices.flatMap { fault in places.map { Trial(fault: fault, station: $0.0, start: $0.1) } }
    }

    /// Four moments at different hours of the day.
    private static func evenlySpread(from first: Int, to last: Int) -> [Int] {
        let room = max(0, last - first - alarmingHours - limitHours)
        return (0..<4).map { first + alarmingHours + room * (2 * $0 + 1) / 8 + 5 * $0 }
    }

    /// The stations that get faults: of many as many as are enough to tell, evenly spread.
    private static func faulty(_ stations: [Int]) -> [Int] {
        guard stations.count > mostFaulty else { return stations }
        return (0..<mostFaulty).map { stations[$0 * (stations.count - 1) / (mostFaulty - 1)] }
    }

    /// Faults that are put in, one after the other.
    public var trialCount: Int { trials.count }

    /// Years of stations that are looked at.
    public var stationYears: Double { Double(replay.stretch.count * stations.count) / 8_766 }

    private struct Trial: Sendable {
        let fault: Int
        let station: Int
        let start: Int
    }

    private struct TrialOutcome: Sendable {
        var isAlarmingAnyway = false
        var delay: Int?
        var cause: FeedCause?
        var wronglyBlamed = 0
    }

    /// Tries a rule.
    /// - Parameters:
    ///   - rule: the rule.
    ///   - loop: how trials are run; the result does not depend on it.
    /// - Returns: what it told.
    func outcome(of rule: any FeedRule, concurrently loop: ConcurrentLoop = .serial) -> RuleOutcome {
        let clean = rule.alarms(in: replay).filter { stations.contains($0.station) }
        let outcomes = loop.map(trials.count) { outcome(of: trials[$0], rule: rule, clean: clean) }
        let hours = replay.hours
        let sensors = hours.schema.quantities.indices
        return RuleOutcome(
            rule: rule.name,
            falseAlarms: episodes(clean),
            falseAlarmsBySensor: Dictionary(
                uniqueKeysWithValues: sensors.map { sensor in
                    (hours.schema.quantities[sensor].name, episodes(clean.filter { $0.sensor == sensor }))
                }),
            stationYears: stationYears,
            shareOfDays: shareOfDays(clean),
            faults: faults.indices.map { fault in
                let own = zip(trials, outcomes).filter { $0.0.fault == fault }.map(\.1)
                return RuleOutcome.FaultOutcome(
                    fault: faults[fault].name, tried: own.count { !$0.isAlarmingAnyway },
                    alreadyAlarming: own.count { $0.isAlarmingAnyway }, delays: own.compactMap(\.delay).sorted(),
                    causes: own.reduce(into: [:]) { counts, outcome in
                        if let cause = outcome.cause { counts[cause, default: 0] += 1 }
                    },
                    wronglyBlamed: own.reduce(0) { $0 + $1.wronglyBlamed })
            })
    }

    private func outcome(of trial: Trial, rule: any FeedRule, clean: [FeedAlarm]) -> TrialOutcome {
        let usual = clean.filter { $0.station == trial.station && ($0.sensor ?? sensor) == sensor }
        if usual.contains(where: { trial.start - Self.alarmingHours <= $0.hour && $0.hour < trial.start }) {
            return TrialOutcome(isAlarmingAnyway: true)
        }
        let alarms = rule.alarms(
            in: replay.with(
                faults[trial.fault], station: trial.station, sensor: sensor, from: trial.start,
                limit: Self.limitHours, lead: Self.leadHours, seed: seed)
        ).filter { $0.hour >= trial.start }
        // What the rule tells without the fault as well is luck.
        let known = Set(usual.map(\.hour))
        let found = alarms.filter { $0.station == trial.station && !known.contains($0.hour) }.min { $0.hour < $1.hour }
        let others = alarms.filter { alarm in
            alarm.station != trial.station
                && !clean.contains { $0.station == alarm.station && abs($0.hour - alarm.hour) <= Self.episodeHours }
        }
        return TrialOutcome(
            delay: found.map { $0.hour - trial.start }, cause: found?.cause,
            wronglyBlamed: rule is JudgementRule ? episodes(others) : 0)
    }

    /// Alarms of one station and sensor within a week are one.
    private func episodes(_ alarms: [FeedAlarm]) -> Int {
        Dictionary(grouping: alarms) { [$0.station, $0.sensor ?? -1] }.values.reduce(0) { sum, alarms in
            var (count, last) = (0, Int.min / 2)
            for hour in alarms.map(\.hour).sorted() {
                if hour - last > Self.episodeHours { count += 1 }
                last = hour
            }
            return sum + count
        }
    }

    private func shareOfDays(_ alarms: [FeedAlarm]) -> Double {
        let days = Set(alarms.map { [$0.station, ($0.hour - replay.stretch.lowerBound) / 24] }).count
        let all = (replay.stretch.count + 23) / 24 * stations.count
        return all > 0 ? Double(days) / Double(all) : 0
    }
}
