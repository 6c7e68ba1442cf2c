public import Features
public import Readings

/// All that serving sees of the feature store: rows for a request, and a station's recent past.
public struct FeatureReader: Sendable {
    private let store: any OnlineStore
    private let extractor: FeatureExtractor

    /// A reader of one schema.
    /// - Parameters:
    ///   - store: the recent readings.
    ///   - schema: the columns of the rows, over the same sensors as the store's.
    public init(store: some OnlineStore, schema: FeatureSchema) {
        precondition(store.schema == schema.sensors, "a store of other sensors")
        self.store = store
        extractor = FeatureExtractor(schema: schema)
    }

    /// The columns of the rows.
    public var schema: FeatureSchema { extractor.schema }

    /// What is known of stations, to compute rows from.
    /// - Parameter stations: their names, each once.
    /// - Returns: the last week of those that have reported.
    /// - Throws: ``OnlineStoreError`` when the store does not answer.
    public func histories(of stations: [String]) async throws(OnlineStoreError) -> OnlineHistories {
        try await store.histories(of: stations)
    }

    /// The feature row of a reading, as training would have computed it from the same history. Nothing is stored.
    /// - Parameters:
    ///   - values: one for each quantity; NaN where missing.
    ///   - time: when the values were measured.
    ///   - history: the station's past; nil for one that has not reported. The reading stands for its clock hour:
    ///     what is known of that hour does not count beside it.
    /// - Returns: one value for each feature, NaN where it is undefined.
    public func row(of values: [Double], at time: Timestamp, after history: OnlineHistory?) -> [Float] {
        extractor.row(of: values, at: time, standingForItsHourAfter: history?.series)
    }
}

extension FeatureExtractor {
    /// The row of a reading that stands for its clock hour: of the history only the hours before count.
    func row(of values: [Double], at time: Timestamp, standingForItsHourAfter history: StationSeries?) -> [Float] {
        guard var history else {
            return row(of: values, at: time, after: StationSeries(quantityCount: values.count))
        }
        let hour = Timestamp(milliseconds: time.hourIndex * Timestamp.millisecondsPerHour - 1)
        let end = history.firstIndex(after: hour)
        if end < history.count, history.times[end] < time {
            history = StationSeries(
                times: Array(history.times[..<end]), columns: history.columns.map { Array($0[..<end]) })
        }
        return row(of: values, at: time, after: history)
    }

    /// The row of a history's newest reading; nil without one.
    func newestRow(of history: OnlineHistory) -> (time: Timestamp, values: [Float])? {
        let series = history.series
        guard let time = series.times.last else { return nil }
        return (time, row(of: series.columns.map { $0[series.count - 1] }, at: time, after: series))
    }
}
