import Features
import Learning
import Ledger
import Readings

/// Stored readings as a replay sees them hour by hour, with what was put into them.
///
/// What does not depend on decisions is computed once for all policies: inputs of models and findings about feeds.
struct ReplayHistory: Sendable {
    /// All feeds as they report.
    let hours: FeedHours
    /// Of each hour the best source's values as they are reported, the oldest first.
    let readings: ReadingTable
    /// What forecasters see.
    let examples: ForecastExamples
    /// What detectors see, in the order of the readings.
    let features: FeatureTable
    /// What was put in.
    let faults: [PlacedFault]
    /// Which feeds are not believed, by the hour in which it was found.
    let findings: [FeedFinding]
    /// The hour of the first training.
    let start: Int
    /// The hour after the last that is replayed.
    let end: Int

    /// By hour the rows of the examples that were issued then.
    private let issues: [[Int]]
    /// By hour how many readings there are up to it.
    private let readingCounts: [Int]
    /// By station and sensor what was measured without the faults that were put in, one value an hour.
    private let truth: [[[Double]]]
    /// By station and sensor when the feed is not believed.
    private let doubts: [[[Doubt]]]
    /// By station what its feeds report.
    private let series: [String: StationSeries]

    /// The stations' places among the feeds.
    private let places: [String: Int]

    private struct Doubt {
        let onset: Int
        let foundAt: Int
        let endedAt: Int
    }

    /// Computes all that does not depend on decisions.
    /// - Parameters:
    ///   - hours: readings of all sources as they are stored.
    ///   - best: of each hour the best source's values.
    ///   - stretch: the first training and the end.
    ///   - faults: what is put in.
    ///   - criteria: from when on a feed is not believed; nil believes all of them.
    ///   - makeExamples: what a forecaster sees of readings, with neighbours found out before a moment.
    init(
        stored hours: FeedHours, best: ReadingTable, stretch: Range<Int>, faults: [PlacedFault],
        criteria: FeedCriteria?, makeExamples: (ReadingTable, Timestamp) -> ForecastExamples
    ) {
        let order = best.observedAt.indices.sorted { (best.observedAt[$0], $0) < (best.observedAt[$1], $1) }
        let healthy = best.selecting(order)
        // What the weather is, and then what feeds make of it.
        let world = hours.with(faults.filter(\.isOfWorld))
        truth = world.feeds.prefix(hours.stationCount).map(\.values)
        let reported = world.with(faults.filter { !$0.isOfWorld })
        self.hours = reported
        self.faults = faults
        (start, end) = (stretch.lowerBound, stretch.upperBound)
        readings = healthy.reporting(reported, where: faults)
        let examples = makeExamples(readings, hours.time(ofHour: stretch.lowerBound))
        self.examples = examples
        features = FeatureTable(of: readings, schema: .weather, trustingFlagged: false)
        var issues = [[Int]](repeating: [], count: hours.hourCount)
        for row in 0..<examples.rowCount { issues[hours.hour(of: examples.issuedAt[row])].append(row) }
        self.issues = issues
        var counts = [Int](repeating: 0, count: hours.hourCount)
        for moment in readings.observedAt { counts[hours.hour(of: moment)] += 1 }
        for hour in counts.indices.dropFirst() { counts[hour] += counts[hour - 1] }
        readingCounts = counts
        findings = criteria.map { FeedFinding.all(in: reported, during: stretch, criteria: $0) } ?? []
        var doubts = [[[Doubt]]](
            repeating: Array(repeating: [], count: hours.schema.quantities.count), count: hours.stationCount)
        let places = Dictionary(
            uniqueKeysWithValues: hours.stationNames.enumerated().map { ($0.element, $0.offset) })
        self.places = places
        for finding in findings {
            guard let station = places[finding.station], let sensor = hours.schema.index(of: finding.sensor) else {
                continue
            }
            doubts[station][sensor].append(
                Doubt(
                    onset: hours.hour(of: finding.onset), foundAt: hours.hour(of: finding.foundAt),
                    endedAt: finding.endedAt.map { hours.hour(of: $0) } ?? .max))
        }
        self.doubts = doubts
        series = Dictionary(
            uniqueKeysWithValues: zip(readings.stations, readings.rowsByStation()).map { [readings] station, rows in
                (station, readings.series(ofRows: rows, trustingFlagged: false))
            })
    }

    /// When an hour begins.
    func time(ofHour hour: Int) -> Timestamp { hours.time(ofHour: hour) }

    /// The rows of the examples that are issued at an hour.
    func issues(at hour: Int) -> [Int] { issues.indices.contains(hour) ? issues[hour] : [] }

    /// Readings up to an hour.
    func readingCount(at hour: Int) -> Int { readingCounts[hour] }

    /// The places of an hour's readings.
    func readings(at hour: Int) -> Range<Int> { (hour > 0 ? readingCounts[hour - 1] : 0)..<readingCounts[hour] }

    /// What was measured at an hour without the faults that were put in; NaN where nothing was.
    func truth(station: Int, sensor: Int, hour: Int) -> Double {
        hour < hours.hourCount ? truth[station][sensor][hour] : .nan
    }

    /// Whether a value is not believed, by what is known at an hour.
    func isDoubted(station: Int, sensor: Int, hour: Int, knownAt now: Int) -> Bool {
        doubts[station][sensor].contains { $0.foundAt <= now && $0.onset <= hour && hour < $0.endedAt }
    }

    /// What is issued from a row of the examples: its inputs as a forecaster sees them then, without what is not believed.
    func issue(ofRow row: Int, by forecaster: Forecaster) -> [Double] {
        let (station, now) = (examples.stations[examples.stationCodes[row]], hours.hour(of: examples.issuedAt[row]))
        let near = examples.neighbours[station]
        let own = doubts(about: station, knownAt: now).filter(\.isOver)
        if own.isEmpty, near.allSatisfy({ doubts(about: $0, knownAt: now).isEmpty }) {
            return forecaster.forecasts(of: examples, row: row)
        }
        let last = examples.issuedAt[row].hourIndex
        func week(_ station: String, without doubts: [FeedDoubt]) -> HourlyGrid? {
            series[station].map {
                HourlyGrid(
                    of: $0.without(doubts, of: hours.schema), from: last + 1 - Int64(ForecastSchema.historyHours),
                    through: last)
            }
        }
        guard let grid = week(station, without: own) else { return forecaster.forecasts(of: examples, row: row) }
        var inputs = [Float](repeating: .nan, count: examples.schema.inputs.count)
        inputs.withUnsafeMutableBufferPointer {
            ForecastInputExtractor(schema: examples.schema).fill(
                $0, of: grid, atHour: grid.hourCount - 1,
                neighbours: near.map { week($0, without: doubts(about: $0, knownAt: now)) })
        }
        return forecaster.forecasts(inputs: inputs, present: grid.present(atHour: grid.hourCount - 1))
    }

    /// What is known at an hour not to be believed of a station's last week.
    private func doubts(about station: String, knownAt now: Int) -> [FeedDoubt] {
        guard let place = places[station] else { return [] }
        return zip(hours.schema.quantities, doubts[place]).flatMap { quantity, doubts in
            doubts.filter { $0.foundAt <= now && $0.endedAt > now - ForecastSchema.historyHours }.map {
                FeedDoubt(
                    sensor: quantity.name, from: time(ofHour: $0.onset),
                    to: $0.endedAt <= now ? time(ofHour: $0.endedAt) : nil)
            }
        }
    }

    /// Findings that are known at an hour.
    func findings(knownAt hour: Int) -> [FeedFinding] {
        let now = time(ofHour: hour)
        return findings.filter { $0.foundAt <= now }
    }

    /// What a training at an hour learns from: all that is known and believed.
    func material(at hour: Int) -> (readings: ReadingTable, features: FeatureTable, examples: ForecastExamples) {
        let known = Array(0..<readingCounts[hour])
        let findings = findings(knownAt: hour)
        guard !findings.isEmpty else {
            return (
                readings.selecting(known), features.selecting(rows: known), examples.known(at: time(ofHour: hour))
            )
        }
        let schema = hours.schema.name
        let believed = Quarantine(findings.map { FeedFaultRecord($0, schema: schema) })
            .applied(to: readings.selecting(known))
        let series = zip(believed.stations, believed.rowsByStation()).map { station, rows in
            (station: station, series: believed.series(ofRows: rows, trustingFlagged: false))
        }.sorted { $0.station < $1.station }
        return (
            believed, FeatureTable(of: believed, schema: features.schema, trustingFlagged: false),
            ForecastExamples(of: series, schema: examples.schema, neighbours: examples.neighbours)
        )
    }
}

extension FeedHours {
    /// The hours with faults in them: those of a station in its own feed, changes of the world in all.
    fileprivate func with(_ faults: [PlacedFault]) -> FeedHours {
        var hours = self
        for fault in faults {
            for feed in feeds.indices
            where fault.isOfWorld || feed < stationCount && feeds[feed].station == fault.station {
                hours.feeds[feed].values[fault.sensorPlace] = fault.applied(
                    to: hours.feeds[feed].values[fault.sensorPlace], in: self)
            }
        }
        return hours
    }
}

extension ReadingTable {
    /// The readings with the values that feeds report at the hours of faults.
    fileprivate func reporting(_ hours: FeedHours, where faults: [PlacedFault]) -> ReadingTable {
        guard !faults.isEmpty else { return self }
        let places = Dictionary(uniqueKeysWithValues: hours.stationNames.enumerated().map { ($0.element, $0.offset) })
        var columns = self.columns
        for row in 0..<rowCount {
            for fault in faults where fault.from <= observedAt[row] && observedAt[row] < fault.to {
                guard fault.isOfWorld || fault.station == station(ofRow: row),
                    let feed = places[station(ofRow: row)], !columns[fault.sensorPlace][row].isNaN
                else { continue }
                columns[fault.sensorPlace][row] =
                    hours.feeds[feed].values[fault.sensorPlace][hours.hour(of: observedAt[row])]
            }
        }
        return ReadingTable(
            schema: schema, stations: (stations, stationCodes), observedAt: observedAt, knownAt: knownAt,
            sources: (sources, sourceCodes), kinds: kinds, columns: columns, flags: flags)
    }
}
