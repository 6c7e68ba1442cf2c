import Drift
import Readings

/// Looks at one sensor of one station hour by hour, and says since when and by which sign its feed is not believed.
struct SensorWatch: Sendable {
    /// Hours after the last one concerned after which a feed is believed again.
    private static let recoveryHours = 24
    /// Hours that are remembered, and behind which the cause is not looked for anew.
    static let memoryHours = 336
    /// An error of a forecast that is plainly one, in standard deviations.
    static let wrongError = 3.0
    private static let longestDifference = 6.0
    /// Hours whose median difference says whether the one in the middle still lies far from the others.
    private static let medianHours = 5
    /// The difference from which on doubts of other signs are over when it is gone, in standard deviations.
    private static let plainDifference = 2.0
    /// Above this share of a limit errors nearly scatter too much.
    static let release = 0.8

    let limits: SensorLimits
    private(set) var doubt: SensorDoubt?
    /// The last hours, the oldest first.
    private(set) var memory: [SensorHour] = []
    private(set) var level: LevelWatch
    /// The last run of each source: where another stands in for an hour, a value is still the same.
    private var runs = EqualRuns()
    private(set) var missingSince: Int?
    /// The hour at which the last doubt ended.
    private var believedSince = 0
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
            guard let opinion = hour.opinion, hour.isPossible else { continue }
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
    mutating func look(with witnesses: Witnesses) -> (doubt: SensorDoubt, endedAt: Int)? {
        guard let hour = memory.last else { return nil }
        var found: [(sign: FeedSign, onset: Int)] = []
        if hour.value.isNaN {
            let since = missingSince ?? hour.hour
            missingSince = since
            if level.hasSeenAny, hour.hour - since + 1 >= limits.criteria.gapHours { found.append((.gap, since)) }
        } else {
            missingSince = nil
            if let sign = level.look(hour) { found.append((sign, hour.hour)) }
            let run = runs.take(hour)
            if run.isTooLong(limits) { found.append((.equal, run.since)) }
        }
        if let spread = hour.spread, spread > limits.spread, !witnesses.isScattered {
            found.append((.spread, spreadOnset))
        }
        if let onset = driftSign(witnesses) { found.append((.difference, onset)) }
        return conclude(found, at: hour)
    }

    private mutating func conclude(
        _ found: [(sign: FeedSign, onset: Int)], at hour: SensorHour
    ) -> (doubt: SensorDoubt, endedAt: Int)? {
        guard var doubt else {
            guard let first = found.first else { return nil }
            // What adds up is found late, perhaps when it is over already.
            let span = first.sign == .difference ? farHours(since: first.onset) : nil
            var doubt = SensorDoubt(
                sign: first.sign, onset: span?.lowerBound ?? first.onset, foundAt: hour.hour,
                lastAffected: span?.upperBound ?? hour.hour, cause: .offset)
            doubt.absorb(level.unit)
            doubt.cause = cause(of: doubt)
            self.doubt = doubt
            return nil
        }
        if doubt.sign == .gap, !hour.value.isNaN {
            self.doubt = nil
            believedSince = hour.hour
            return (doubt, hour.hour)
        }
        // What was found by its consequences may have begun with values that had been equal for long.
        if let equal = found.first(where: { $0.sign == .equal }), equal.onset >= believedSince {
            doubt.onset = min(doubt.onset, equal.onset)
        }
        let affected = lastAffected(of: doubt, found: found.map(\.sign), at: hour)
        if let affected, affected > doubt.lastAffected {
            doubt.lastAffected = affected
            doubt.absorb(level.unit)
            if hour.hour - doubt.onset < Self.memoryHours { doubt.cause = cause(of: doubt) }
        }
        if hour.hour - doubt.lastAffected >= Self.recoveryHours {
            self.doubt = nil
            drift = CumulativeSum(
                slack: limits.criteria.differenceSlack / 24, limit: limits.difference)
            believedSince = doubt.lastAffected + 1
            return (doubt, believedSince)
        }
        self.doubt = doubt
        return nil
    }

    /// The last hour that an open doubt concerns, as far as the newest hour tells; nil when that one says nothing.
    private func lastAffected(of doubt: SensorDoubt, found: [FeedSign], at hour: SensorHour) -> Int? {
        if found.contains(where: { $0 == .range || $0 == .step || $0 == .equal || $0 == .gap }) { return hour.hour }
        if isScattered, abs(hour.error) > Self.wrongError { return hour.hour }
        let usual = Self.median(hours(of: doubt).compactMap(\.difference))
        guard doubt.sign == .difference || abs(usual) >= Self.plainDifference else { return nil }
        return isFar(memory.suffix(Self.medianHours), as: usual) ? hour.hour - Self.medianHours / 2 : nil
    }

    /// The first and the last hour that lie as far from the others as most since a day's mean began to.
    private func farHours(since start: Int) -> ClosedRange<Int>? {
        let usual = Self.median(memory.drop { $0.hour < start }.compactMap(\.difference))
        let hours = memory.drop { $0.hour < start - FeedProfile.dayHours }
        let ends = hours.indices.dropFirst(Self.medianHours - 1)
        func isFar(to end: Int) -> Bool { self.isFar(hours[(end - Self.medianHours + 1)...end], as: usual) }
        guard let first = ends.first(where: isFar), let last = ends.last(where: isFar) else { return nil }
        return hours[first - Self.medianHours / 2].hour...hours[last - Self.medianHours / 2].hour
    }

    /// Whether the median of a few hours lies to the same side, and at least half as far.
    private func isFar(_ hours: ArraySlice<SensorHour>, as usual: Double) -> Bool {
        let known = hours.compactMap(\.difference)
        guard known.count == Self.medianHours else { return false }
        let median = usual < 0 ? -Self.median(known) : Self.median(known)
        return median >= max(limits.criteria.differenceSlack, abs(usual) / 2)
    }

    /// What is remembered of the hours that a doubt concerns.
    func hours(of doubt: SensorDoubt) -> ArraySlice<SensorHour> {
        memory.drop { $0.hour < doubt.onset }.prefix { $0.hour <= doubt.lastAffected }
    }

    /// The longest run of equal values in the hours that a doubt concerns.
    func longestRun(of doubt: SensorDoubt) -> EqualRun? {
        let before = memory.prefix { $0.hour < doubt.onset }.suffix(Self.recoveryHours)
        var runs = EqualRuns(after: before.filter(\.value.isFinite))
        var longest: EqualRun?
        for hour in hours(of: doubt) where hour.value.isFinite {
            let run = runs.take(hour)
            if run.count >= longest?.count ?? 0 { longest = run }
        }
        return longest
    }

    private static func median(_ values: [Double]) -> Double {
        values.isEmpty ? 0 : values.sorted()[values.count / 2]
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
