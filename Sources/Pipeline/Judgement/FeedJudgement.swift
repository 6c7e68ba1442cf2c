public import Features
public import Readings

/// What is known of the feeds of one kind of station up to a moment: who is not believed, and whether forecasts have become
/// worse.
public struct FeedJudgement: Sendable {
    /// The first hour that was judged; what was before is trusted.
    public let from: Timestamp
    /// The end of the last hour that was judged.
    public let to: Timestamp
    /// By the hour in which it was found what was not believed.
    public let findings: [FeedFinding]
    /// By sensor how far errors of forecasts have moved in the window; sensors of which nothing can be told are missing.
    public let residuals: [String: ResidualDrift]

    /// Judges all hours from a moment on.
    /// - Parameters:
    ///   - hours: all feeds.
    ///   - cut: what was measured before is trusted and fitted to.
    ///   - fitted: the same hours without what must not become usual; nil for all of them.
    ///   - criteria: from when on a feed is not believed.
    ///   - window: whose errors of forecasts are looked at; nil for all judged hours.
    public init(
        of hours: FeedHours, trustedBefore cut: Timestamp, fittedTo fitted: FeedHours? = nil, criteria: FeedCriteria,
        window: ClosedRange<Timestamp>? = nil
    ) {
        self.init(
            of: hours, trustedBefore: cut, profile: FeedProfile(of: fitted ?? hours, before: cut), criteria: criteria,
            window: window)
    }

    /// Judges all hours from a moment on by a profile that was fitted to those before.
    init(
        of hours: FeedHours, trustedBefore cut: Timestamp, profile: FeedProfile, criteria: FeedCriteria,
        window: ClosedRange<Timestamp>? = nil
    ) {
        let first = min(max(0, hours.hour(of: cut)), hours.hourCount)
        let errors = (0..<hours.stationCount).map { profile.errors(of: hours, feed: $0, in: 0..<hours.hourCount) }
        let judge = FeedJudge(profile: profile, criteria: criteria)
        let sensors = hours.schema.quantities.indices
        let verdicts = judge.verdicts(
            in: hours, during: first..<hours.hourCount, sensors: sensors,
            errors: errors.map { $0?.map { Array($0[first...]) } })
        findings = judge.findings(verdicts, in: hours)
        from = hours.time(ofHour: first)
        to = hours.time(ofHour: hours.hourCount)
        let last = window.map { min(hours.hourCount, hours.hour(of: $0.upperBound) + 1) } ?? hours.hourCount
        let looked = min(last, window.map { max(first, hours.hour(of: $0.lowerBound)) } ?? first)..<last
        residuals = Dictionary(
            sensors.compactMap { sensor in
                ResidualDrift(
                    trusted: errors.flatMap { $0.map { Array($0[sensor][..<first]) } ?? [] },
                    current: errors.enumerated().flatMap { station, errors -> [Double] in
                        guard let errors else { return [] }
                        let doubted = verdicts.filter { $0.station == station && $0.sensor == sensor }
                        return looked.filter { hour in !doubted.contains { $0.covers(hour) } }
                            .map { errors[sensor][$0] }
                    }
                ).map { (hours.schema.quantities[sensor].name, $0) }
            }
        ) { first, _ in first }
    }

    /// Judges a window of features against their reference, where both name stations and moments and hold what sensors
    /// showed.
    ///
    /// Nil where they do not, where the window begins before the reference ends, or where the columns are of no known
    /// schema.
    /// - Parameters:
    ///   - reference: rows that are trusted.
    ///   - current: rows to judge.
    ///   - schema: what the columns are of.
    ///   - criteria: from when on a feed is not believed.
    public init?(reference: DriftTable, current: DriftTable, schema: FeatureSchema?, criteria: FeedCriteria) {
        guard let schema, let window = current.span, let trusted = reference.span,
            trusted.upperBound < window.lowerBound,
            var readings = reference.readings(of: schema.sensors), let later = current.readings(of: schema.sensors)
        else { return nil }
        readings.append(contentsOf: later)
        // A year of a thousand stations; more belongs into the lake.
        guard readings.rowCount <= 10_000_000 else { return nil }
        self.init(
            of: FeedHours(of: readings), trustedBefore: window.lowerBound, criteria: criteria, window: window)
    }

    /// What is not believed at the end.
    public var open: [FeedFinding] { findings.filter { $0.endedAt == nil } }

    /// What was not believed in a stretch of time.
    /// - Parameter span: from its first to its last moment.
    /// - Returns: findings that overlap it.
    public func findings(during span: ClosedRange<Timestamp>) -> [FeedFinding] {
        findings.filter { $0.onset <= span.upperBound && span.lowerBound < $0.endedAt ?? to }
    }
}

extension FeedJudge.Verdict {
    fileprivate func covers(_ hour: Int) -> Bool {
        doubt.onset <= hour && endedAt.map { hour < $0 } ?? true
    }
}

extension DriftTable {
    /// The rows as readings; nil where they name no stations or moments, or a sensor is missing.
    fileprivate func readings(of sensors: SensorSchema) -> ReadingTable? {
        guard let times, let stations, times.count == stations.count else { return nil }
        let values = sensors.quantities.map { quantity -> [Double]? in
            guard case .numbers(let numbers)? = columns.first(where: { $0.name == quantity.name })?.values,
                numbers.count == times.count
            else { return nil }
            return numbers
        }
        guard values.allSatisfy({ $0 != nil }) else { return nil }
        let known = values.compactMap(\.self)
        var table = ReadingTable(schema: sensors)
        for row in times.indices {
            guard let station = stations[row] else { continue }
            table.append(
                Reading(
                    station: station, observedAt: times[row], knownAt: times[row], source: "features",
                    kind: .measurement, values: known.map { $0[row] }, flags: []))
        }
        return table
    }
}
