public import Readings

/// Tells which feeds are not to be believed, from when on and why, hour by hour as it could have been told then.
public struct FeedJudge: Sendable {
    private let profile: FeedProfile
    private let criteria: FeedCriteria

    /// A judge.
    /// - Parameters:
    ///   - profile: what is usual.
    ///   - criteria: from when on something is not.
    public init(profile: FeedProfile, criteria: FeedCriteria) {
        self.profile = profile
        self.criteria = criteria
    }

    /// Judges a stretch of hours.
    /// - Parameters:
    ///   - hours: the feeds that the profile is of, the same ones or with other values.
    ///   - stretch: hours of them; what was before is looked back at, and not judged.
    /// - Returns: by the hour in which it was found what is not believed.
    public func findings(in hours: FeedHours, during stretch: Range<Int>) -> [FeedFinding] {
        let errors = (0..<hours.stationCount).map { profile.errors(of: hours, feed: $0, in: stretch) }
        return findings(
            verdicts(in: hours, during: stretch, sensors: hours.schema.quantities.indices, errors: errors), in: hours)
    }

    /// Verdicts with names and moments, by the hour in which they were found.
    func findings(_ verdicts: [Verdict], in hours: FeedHours) -> [FeedFinding] {
        verdicts.map { finding($0, hours) }
            .sorted { ($0.foundAt, $0.station, $0.sensor) < ($1.foundAt, $1.station, $1.sensor) }
    }

    /// A sensor that is not believed, by places.
    struct Verdict: Sendable {
        let station: Int
        let sensor: Int
        let doubt: SensorDoubt
        /// The hour from which on it is believed again; nil while it is not.
        let endedAt: Int?
        let evidence: FeedFinding.Evidence
    }

    /// Judges some sensors of a stretch of hours whose forecast errors are known.
    func verdicts(
        in hours: FeedHours, during stretch: Range<Int>, sensors: some Sequence<Int>, errors: [[[Double]]?]
    ) -> [Verdict] {
        var verdicts: [Verdict] = []
        for sensor in sensors {
            let limits = SensorLimits(of: profile, schema: hours.schema, sensor: sensor, criteria: criteria)
            var watches = (0..<hours.stationCount).map { _ in SensorWatch(limits: limits) }
            func verdict(_ station: Int, _ doubt: SensorDoubt, endedAt: Int?) -> Verdict {
                let witnesses = profile.opinions[station][sensor]?.feeds.map { hours.feeds[$0].name } ?? []
                return Verdict(
                    station: station, sensor: sensor, doubt: doubt, endedAt: endedAt,
                    evidence: watches[station].evidence(for: doubt, witnesses: witnesses))
            }
            for hour in stretch {
                let doubts = watches.map(\.doubt)
                for station in watches.indices {
                    watches[station].remember(
                        look(
                            at: hour, station: station, sensor: sensor, hours: hours, doubts: doubts,
                            errors: errors[station]?[sensor], first: stretch.lowerBound))
                }
                let differences = watches.map { abs($0.dayDifference?.inUnit ?? 0) }
                for station in watches.indices {
                    let witnesses = witnesses(
                        of: station, sensor: sensor, watches: watches, differences: differences)
                    if let ended = watches[station].look(with: witnesses) {
                        verdicts.append(verdict(station, ended.doubt, endedAt: ended.endedAt))
                    }
                }
            }
            for station in watches.indices {
                if let doubt = watches[station].doubt { verdicts.append(verdict(station, doubt, endedAt: nil)) }
            }
        }
        return verdicts
    }

    private func witnesses(
        of station: Int, sensor: Int, watches: [SensorWatch], differences: [Double]
    ) -> Witnesses {
        guard let opinion = profile.opinions[station][sensor] else {
            return Witnesses(isTrusted: [], spread: 0, isFarthest: true, isScattered: false)
        }
        // Second opinions, which lie behind the stations, are not judged.
        let near = opinion.feeds.filter { $0 < watches.count }
        let isTrusted = opinion.feeds.map { $0 >= watches.count || watches[$0].doubt == nil }
        let set = isTrusted.enumerated().reduce(0) { $1.element ? $0 | 1 << $1.offset : $0 }
        return Witnesses(
            isTrusted: isTrusted, spread: opinion.spreads[set],
            isFarthest: near.allSatisfy { differences[station] >= differences[$0] },
            isScattered: !near.isEmpty && 2 * near.count { watches[$0].isScattered } >= near.count)
    }

    private func look(
        at hour: Int, station: Int, sensor: Int, hours: FeedHours, doubts: [SensorDoubt?], errors: [Double]?,
        first: Int
    ) -> SensorHour {
        let range = hours.schema.quantities[sensor].physicalRange
        let value = hours.feeds[station].values[sensor][hour]
        // Who is plainly wrong has no opinion; of two who differ each is asked.
        let opinion = profile.opinions[station][sensor].flatMap { opinion in
            opinion.answer(
                opinion.feeds.map { feed in
                    let value = hours.feeds[feed].values[sensor][hour]
                    return feed < doubts.count && doubts[feed].map { $0.sign != .difference } ?? false
                        || !range.contains(value) ? .nan : value
                }, hourOfDay: Int(((hours.firstHour + Int64(hour)) % 24 + 24) % 24))
        }
        return SensorHour(
            hour: hour, value: value, source: hours.feeds[station].sources[hour], isPossible: range.contains(value),
            opinion: opinion,
            error: errors?[hour - first] ?? .nan,
            spread: errors.flatMap { profile.scatters?[sensor].multiple(of: $0, through: hour - first) })
    }

    private func finding(_ verdict: Verdict, _ hours: FeedHours) -> FeedFinding {
        let quantity = hours.schema.quantities[verdict.sensor]
        let doubt = verdict.doubt
        return FeedFinding(
            station: hours.feeds[verdict.station].station, sensor: quantity.name, unit: quantity.unit,
            sign: doubt.sign, cause: doubt.cause, onset: hours.time(ofHour: doubt.onset),
            foundAt: hours.time(ofHour: doubt.foundAt), endedAt: verdict.endedAt.map { hours.time(ofHour: $0) },
            evidence: verdict.evidence)
    }
}
