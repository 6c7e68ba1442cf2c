public import Features
public import Readings

/// Feature rows with all their versions, each as it was known at its time.
///
/// The row of a clock hour is first there when the last reading of the hour that is known by the hour's end is known, or,
/// when all came late, the first of them. It has one more version for each later moment at which a reading in the reach
/// of its windows (its own hour and the 24 before) was there first or was corrected, unless that changed nothing. A
/// version is computed from exactly the readings known at its moment.
public struct FeatureRowVersions: Sendable {
    private let extractor: FeatureExtractor

    /// The versions of rows of one schema.
    /// - Parameter schema: the columns.
    public init(schema: FeatureSchema) {
        extractor = FeatureExtractor(schema: schema)
    }

    /// All versions of all rows.
    /// - Parameters:
    ///   - readings: with all their corrections, in any order; of equal ones the later row counts.
    ///   - hours: the hours wanted, counted since 1970; others only give their readings. Nil for all.
    /// - Returns: rows by station, moment and the moment at which they were known.
    public func rows(of readings: ReadingTable, hours: Range<Int64>? = nil) -> OfflineRows {
        var rows = OfflineRows(schema: extractor.schema)
        for (name, history) in Self.histories(of: readings) { append(history, of: name, hours: hours, to: &rows) }
        return rows
    }

    /// The stations by name, each with its history.
    static func histories(
        of readings: ReadingTable
    ) -> some Sequence<(station: String, history: StationHistory)> {
        let rowsByStation = readings.rowsByStation()
        return readings.stations.indices.filter { !rowsByStation[$0].isEmpty }
            .sorted { readings.stations[$0] < readings.stations[$1] }
            .lazy.map { (readings.stations[$0], StationHistory(rowsByStation[$0], of: readings)) }
    }

    /// Adds the versions of one station's rows.
    /// - Returns: how many versions there are beyond the first of each row.
    @discardableResult
    func append(
        _ history: StationHistory, of station: String, hours: Range<Int64>?, to rows: inout OfflineRows
    ) -> Int {
        let code = rows.code(of: station)
        let series = history.finalSeries()
        var laterVersions = 0
        extractor.forEachRow(of: series) { place, row in
            let hour = history.hours[place]
            guard hours?.contains(hour.index) ?? true else { return }
            if history.isSettled(place, at: hour.firstKnownAt) {
                rows.append(
                    code: code, observedAt: series.times[place], knownAt: hour.firstKnownAt,
                    values: UnsafeBufferPointer(row))
                return
            }
            let versions = versions(ofHourAt: place, in: history)
            for version in versions { rows.append(code: code, version) }
            laterVersions += versions.count - 1
        }
        return laterVersions
    }

    /// Lets `receive` see the row of each hour as it is known after all that came later.
    func forEachFinalRow(of history: StationHistory, _ receive: (Int, FeatureRowVersion) -> Void) {
        let series = history.finalSeries()
        extractor.forEachRow(of: series) { place, row in
            receive(
                place,
                FeatureRowVersion(
                    observedAt: series.times[place], knownAt: history.hours[place].settledAt, values: Array(row)))
        }
    }

    /// The row of an hour from the readings known at a moment; nil when none of the hour was known.
    func version(ofHourAt place: Int, in history: StationHistory, knownAt moment: Timestamp) -> FeatureRowVersion? {
        version(ofHourAt: place, from: history.series(inReachOf: place, knownAt: moment), in: history, knownAt: moment)
    }

    /// The row that serving gives for a reading of an hour from what was known at a moment: the reading stands for its
    /// clock hour, whatever else is known of that hour.
    /// - Parameters:
    ///   - values: the reading, one for each quantity.
    ///   - time: when it was measured, within the hour.
    ///   - place: the hour's place in the history.
    ///   - history: of the reading's station.
    ///   - moment: when the request was answered.
    /// - Returns: one value for each feature.
    func servedRow(
        of values: [Double], at time: Timestamp, ofHourAt place: Int, in history: StationHistory,
        knownAt moment: Timestamp
    ) -> [Float] {
        extractor.row(
            of: values, at: time, standingForItsHourAfter: history.series(inReachOf: place, knownAt: moment))
    }

    private func version(
        ofHourAt place: Int, from series: StationSeries, in history: StationHistory, knownAt moment: Timestamp
    ) -> FeatureRowVersion? {
        guard let time = series.times.last, time.hourIndex == history.hours[place].index else { return nil }
        let values = series.columns.map { $0[series.count - 1] }
        return FeatureRowVersion(
            observedAt: time, knownAt: moment, values: extractor.row(of: values, at: time, after: series))
    }

    /// All versions of an hour's row, by moment and moment of knowledge.
    private func versions(ofHourAt place: Int, in history: StationHistory) -> [FeatureRowVersion] {
        var versions: [FeatureRowVersion] = []
        for moment in [history.hours[place].firstKnownAt] + history.laterMoments(place) {
            guard let version = version(ofHourAt: place, in: history, knownAt: moment) else { continue }
            if let last = versions.last, last.saysTheSame(as: version) { continue }
            versions.append(version)
        }
        return versions.sorted { ($0.observedAt, $0.knownAt) < ($1.observedAt, $1.knownAt) }
    }
}
