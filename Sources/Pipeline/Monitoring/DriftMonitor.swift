public import Drift
public import FeatureStore
public import Features
public import Readings
public import Registry

/// The last inputs of one detector, all together and station by station, held against what the detector was trained on.
///
/// After every row each score is the normed Wasserstein distance of the window (``DriftTest/wassersteinNorm``).
public struct DriftMonitor: Sendable {
    /// How inputs are watched.
    public struct Configuration: Sendable, Equatable {
        /// Rows of a window, ≥ 1.
        public var windowSize: Int
        /// Hours that a row of a station's window may be older than the station's newest, ≥ 1.
        public var stationHours: Int
        /// From which score on features have drifted, and by which tests the report judges them.
        public var criteria: DriftCriteria
        /// Whether stations have windows of their own beside the one of all.
        public var hasStationWindows = true

        /// How inputs are watched.
        /// - Parameters:
        ///   - windowSize: rows of a window, ≥ 1.
        ///   - stationHours: hours that a row of a station's window may be older than the newest, ≥ 1.
        ///   - criteria: thresholds and tests.
        public init(
            windowSize: Int = 1000, stationHours: Int = 1000, criteria: DriftCriteria = DriftCriteria()
        ) {
            self.windowSize = windowSize
            self.stationHours = stationHours
            self.criteria = criteria
        }

        /// Fewer rows are shown and not judged: two small samples of one distribution differ by chance.
        public var fewestJudgedRows: Int { min(windowSize, max(30, windowSize / 10)) }

        /// Stations that have a window of their own; of more, those that were heard first and are still heard. Large
        /// windows have fewer, so that memory is bounded.
        public var mostStations: Int { max(1, min(50, 50_000 / windowSize)) }
    }

    /// Hours after which a station that was not heard has no window any more when another needs one.
    private static let hoursOfSilence = 24

    private struct StationWindow {
        var window: DriftWindow
        var heardAt: Timestamp
    }

    /// The detector whose reference it is.
    public let version: ModelVersion
    /// The features that it takes.
    public let schema: FeatureSchema
    /// What the detector kept of the rows it was trained on.
    public let reference: ReferenceSet
    let configuration: Configuration
    private let references: [WindowReference]
    private let votes: [FeatureVote]
    private let seasons: SeasonalReference?
    private var all: DriftWindow
    /// The station of each row of ``all``, the oldest first.
    private var heard: [String] = []
    private var stations: [String: StationWindow] = [:]

    /// A monitor that has seen nothing yet.
    /// - Parameters:
    ///   - version: the detector.
    ///   - schema: the features that it takes.
    ///   - reference: what it kept.
    ///   - configuration: how inputs are watched.
    public init(version: ModelVersion, schema: FeatureSchema, reference: ReferenceSet, configuration: Configuration) {
        self.version = version
        self.schema = schema
        self.reference = reference
        self.configuration = configuration
        references = schema.features.indices.map { feature in
            reference.rows.rowCount == 0
                ? WindowReference(reference.profiles[feature], windowCount: configuration.windowSize)
                : WindowReference(
                    Sample(reference.values(ofFeature: feature)), windowCount: configuration.windowSize)
        }
        seasons = SeasonalReference(times: reference.rows.times, stations: reference.rows.stations)
        votes = schema.featureNames.map { FeatureVote(ofFeature: $0, schema: schema) }
        all = DriftWindow(references, capacity: configuration.windowSize)
    }

    /// Takes answered inputs in.
    /// - Parameter records: of the monitor's schema, the oldest first.
    public mutating func take(_ records: [WindowRecord]) {
        let records = records.filter { $0.features.count == schema.features.count }
        all.append(contentsOf: records.map { ($0.observedAt.milliseconds, $0.features) })
        heard = (heard + records.map(\.station)).suffix(all.count)
        guard configuration.hasStationWindows else { return }
        for (station, records) in Dictionary(grouping: records, by: \.station).sorted(by: { $0.key < $1.key }) {
            guard stations[station] != nil || makesRoom(at: records[0].answeredAt) else { continue }
            var own =
                stations.removeValue(forKey: station)
                ?? StationWindow(
                    window: DriftWindow(
                        references, capacity: configuration.windowSize,
                        span: Int64(configuration.stationHours) * Timestamp.millisecondsPerHour),
                    heardAt: records[0].answeredAt)
            own.window.append(contentsOf: records.map { ($0.observedAt.milliseconds, $0.features) })
            own.heardAt = records[records.count - 1].answeredAt
            stations[station] = own
        }
    }

    /// Whether another station may have a window. One that has been silent for a day gives way; where all are heard each
    /// keeps its own, since windows that take turns never fill.
    private mutating func makesRoom(at moment: Timestamp) -> Bool {
        guard stations.count >= configuration.mostStations else { return true }
        guard let quietest = stations.min(by: { ($0.value.heardAt, $0.key) < ($1.value.heardAt, $1.key) }),
            quietest.value.heardAt.advanced(hours: Self.hoursOfSilence) <= moment
        else { return false }
        stations[quietest.key] = nil
        return true
    }

    /// What the windows say now, without seasons.
    public var status: DriftStatus { status(withSeasons: false, judgement: nil) }

    /// What the windows say now, beside it how they stand to the same weeks of earlier years, and why inputs have moved.
    ///
    /// Seasons are found and sorted for every window: for a look at them, not for every input.
    /// - Parameter judgement: what is known of the feeds.
    /// - Returns: the status with seasons and causes.
    public func explainedStatus(judgement: FeedJudgement?) -> DriftStatus {
        status(withSeasons: true, judgement: judgement)
    }

    private func status(withSeasons: Bool, judgement: FeedJudgement?) -> DriftStatus {
        let whole = window(all, season: withSeasons ? season(of: all, stations: heard) : nil)
        return DriftStatus(
            schema: schema.sensors.name, view: schema.name, modelName: version.name, modelVersion: version.number,
            reference: DriftStatus.Reference(
                rowCount: reference.rowCount, keptRowCount: reference.rows.rowCount, from: version.run.data.from,
                to: version.run.data.to),
            threshold: configuration.criteria.wassersteinThreshold, fewestJudgedRows: configuration.fewestJudgedRows,
            all: whole,
            stations: stations.map { name, own in
                DriftStatus.Station(
                    name: name,
                    window: window(
                        own.window, season: withSeasons ? season(of: own.window, stations: [name]) : nil))
            }
            .sorted { $0.name < $1.name }, causes: withSeasons ? causes(of: whole, judgement: judgement) : [:])
    }

    /// Why groups have drifted, by name.
    private func causes(of window: DriftStatus.Window, judgement: FeedJudgement?) -> [String: DriftCause] {
        let table = current
        return Dictionary(
            Set(window.drifted.compactMap(\.group)).compactMap { group in
                guard let place = schema.featureNames.firstIndex(of: group) else { return nil }
                let seasonal = window.features.filter { $0.group == group }.compactMap(\.seasonal)
                    .max { $0.score < $1.score }
                return DriftCause(
                    of: group, window: table, reference: Sample(reference.values(ofFeature: place)),
                    threshold: configuration.criteria.wassersteinThreshold(ofFeature: group, group: group),
                    seasonal: seasonal, judgement: judgement
                ).map { (group, $0) }
            }
        ) { first, _ in first }
    }

    /// The window of all stations, the oldest row first.
    var current: DriftTable {
        DriftTable(
            columns: schema.featureNames.enumerated().map { place, name in
                DriftColumn(name: name, values: .numbers(all.values(ofFeature: place).map(Double.init)))
            },
            times: all.times.map { Timestamp(milliseconds: $0) }, stations: heard)
    }

    private func season(of window: DriftWindow, stations: [String]) -> Season? {
        SeasonWindow(times: window.times.map { Timestamp(milliseconds: $0) }, stations: stations)
            .flatMap { seasons?.season(of: $0) }
    }

    private func seasonal(_ season: Season, ofFeature place: Int, in window: DriftWindow) -> SeasonalComparison? {
        let rows = reference.rows
        return SeasonalComparison(
            SampleComparison(
                reference: Sample(season.rows.map { rows.matrix[$0, place] }),
                current: Sample(window.values(ofFeature: place))),
            years: season.years, threshold: configuration.criteria.seasonThreshold)
    }

    private func window(_ window: DriftWindow, season: Season?) -> DriftStatus.Window {
        DriftStatus.Window(
            rowCount: window.count, capacity: window.capacity,
            from: window.range.map { Timestamp(milliseconds: $0.lowerBound) },
            to: window.range.map { Timestamp(milliseconds: $0.upperBound) },
            isJudged: window.count >= configuration.fewestJudgedRows,
            features: zip(zip(schema.featureNames, votes), window.scores).enumerated().map { place, feature in
                let ((name, vote), score) = feature
                return DriftStatus.Feature(
                    name: name, group: vote.group, score: score,
                    threshold: configuration.criteria.wassersteinThreshold(ofFeature: name, group: vote.group),
                    seasonal: season.flatMap { seasonal($0, ofFeature: place, in: window) })
            },
            season: season)
    }
}
