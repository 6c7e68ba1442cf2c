import Drift
import Readings

/// Looks at one sensor of one station hour by hour, and says since when and by which sign its feed is not believed.
struct SensorWatch: Sendable {
    /// A feed that is not believed.
    struct Doubt: Sendable {
        let sign: FeedSign
        let onset: Int
        let foundAt: Int
        /// The last hour in which a sign was there.
        var lastSeen: Int
        /// Hours with an impossible value or change.
        var impossibleHours: Int
        var cause: FeedCause
    }

    /// Hours without a sign after which a feed is believed again.
    private static let recoveryHours = 24
    /// Hours that are remembered, and behind which the cause is not looked for anew.
    static let memoryHours = 336
    /// An error of a forecast that is plainly one, in standard deviations.
    static let wrongError = 3.0
    private static let longestDifference = 6.0
    /// Above this share of a limit a doubt stays.
    static let release = 0.8

    let limits: SensorLimits
    private(set) var doubt: Doubt?
    /// The last hours, the oldest first.
    private(set) var memory: [SensorHour] = []
    private(set) var level: LevelWatch
    private(set) var run: EqualRun?
    private(set) var missingSince: Int?
    private var drift: CumulativeSum
    private var driftOnset: Int?

    init(limits: SensorLimits) {
        self.limits = limits
        level = LevelWatch(limits: limits)
        drift = CumulativeSum(
            slack: limits.criteria.differenceSlack / 24, limit: limits.difference)
    }

    /// The mean difference from the others over the last day; nil when they have too few hours in common.
    var dayDifference: (inUnit: Double, inSpreads: Double)? {
        var (unit, spreads, count) = (0.0, 0.0, 0.0)
        for hour in memory.suffix(FeedProfile.dayHours) {
            guard let difference = hour.difference, let opinion = hour.opinion else { continue }
            unit += hour.value - opinion.expected
            spreads += min(max(difference, -Self.longestDifference), Self.longestDifference)
            count += 1
        }
        return count >= Double(FeedProfile.fewestOfDay) ? (unit / count, spreads / count) : nil
    }

    /// Whether those who are believed themselves differ as well, by more than always may be.
    private func isConfirmed(by witnesses: Witnesses) -> Bool {
        guard let mean = dayDifference?.inUnit, witnesses.isFarthest else { return false }
        var (sum, count) = (0.0, 0.0)
        for hour in memory.suffix(FeedProfile.dayHours) {
            guard let opinion = hour.opinion, hour.value.isFinite else { continue }
            for (place, single) in opinion.single.enumerated() where witnesses.isTrusted[place] && !single.isNaN {
                sum += hour.value - single
                count += 1
            }
        }
        return count >= Double(FeedProfile.fewestOfDay)
            && sum / count * (mean < 0 ? -1 : 1) >= limits.criteria.differenceSlack * witnesses.spread
    }

    /// Takes an hour in; ``look(with:)`` judges it.
    mutating func remember(_ hour: SensorHour) {
        // Trimmed seldom, so that an hour costs no copy.
        if memory.count >= 2 * Self.memoryHours { memory.removeFirst(Self.memoryHours) }
        memory.append(hour)
    }

    /// Judges the last hour.
    /// - Returns: a doubt that ended, with the hour from which on the feed is believed again.
    mutating func look(with witnesses: Witnesses) -> (doubt: Doubt, endedAt: Int)? {
        guard let hour = memory.last else { return nil }
        var found: [(sign: FeedSign, onset: Int)] = []
        if hour.value.isNaN {
            let since = missingSince ?? hour.hour
            missingSince = since
            if level.hasSeenAny, hour.hour - since + 1 >= limits.criteria.gapHours { found.append((.gap, since)) }
        } else {
            missingSince = nil
            if let sign = level.look(hour) { found.append((sign, hour.hour)) }
            run = EqualRun(hour, after: run, limits: limits)
            if let run, run.isTooLong(limits) { found.append((.equal, run.since)) }
        }
        if let spread = hour.spread, spread > limits.spread, !witnesses.isScattered {
            found.append((.spread, spreadOnset))
        }
        if let onset = driftSign(witnesses) { found.append((.difference, onset)) }
        return conclude(found, at: hour)
    }

    private mutating func conclude(
        _ found: [(sign: FeedSign, onset: Int)], at hour: SensorHour
    ) -> (doubt: Doubt, endedAt: Int)? {
        let isImpossible = found.contains { $0.sign == .range || $0.sign == .step }
        guard var doubt else {
            guard let first = found.first else { return nil }
            var doubt = Doubt(
                sign: first.sign, onset: first.onset, foundAt: hour.hour, lastSeen: hour.hour,
                impossibleHours: isImpossible ? 1 : 0, cause: .offset)
            doubt.cause = cause(of: doubt)
            self.doubt = doubt
            return nil
        }
        if doubt.sign == .gap, !hour.value.isNaN {
            self.doubt = nil
            return (doubt, hour.hour)
        }
        if isImpossible { doubt.impossibleHours += 1 }
        if !found.isEmpty || isStillFar(hour) { doubt.lastSeen = hour.hour }
        if hour.hour - doubt.lastSeen >= Self.recoveryHours {
            self.doubt = nil
            drift = CumulativeSum(
                slack: limits.criteria.differenceSlack / 24, limit: limits.difference)
            return (doubt, doubt.lastSeen + 1)
        }
        if hour.hour - doubt.onset < Self.memoryHours { doubt.cause = cause(of: doubt) }
        self.doubt = doubt
        return nil
    }

    /// Whether an open doubt has still a reason, though no sign is fresh.
    private func isStillFar(_ hour: SensorHour) -> Bool {
        if let difference = dayDifference, abs(difference.inSpreads) > Self.release * limits.criteria.differenceSlack {
            return true
        }
        return isScattered
    }

    /// Whether the last hours' errors of forecasts scatter, nearly too much at least.
    var isScattered: Bool { (memory.last?.spread ?? 0) > Self.release * limits.spread }

    /// The first of the last hours whose forecast was plainly wrong.
    private var spreadOnset: Int {
        let recent = memory.suffix(ErrorScatter.hours)
        return (recent.first { abs($0.error) > Self.wrongError } ?? memory[memory.count - 1]).hour
    }

    /// Adds the day's mean difference up; an hour counts a twenty-fourth of a day.
    private mutating func driftSign(_ witnesses: Witnesses) -> Int? {
        guard let hour = memory.last, let difference = dayDifference?.inSpreads else { return nil }
        let isFound = drift.update(difference / 24)
        if drift.upper == 0, drift.lower == 0 {
            driftOnset = nil
        } else if driftOnset == nil {
            driftOnset = hour.hour
        }
        return isFound && isConfirmed(by: witnesses) ? driftOnset ?? hour.hour : nil
    }
}
