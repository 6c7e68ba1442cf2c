public import Features
public import Readings

/// All that serving sees of the feature store: rows for a request, and a station's recent past.
public struct FeatureReader: Sendable {
    private let store: MemoryOnlineStore
    private let extractor: FeatureExtractor

    /// A reader of one schema.
    /// - Parameters:
    ///   - store: the recent readings.
    ///   - schema: the columns of the rows, over the same sensors as the store's.
    public init(store: MemoryOnlineStore, schema: FeatureSchema) {
        precondition(store.schema == schema.sensors, "a store of other sensors")
        self.store = store
        extractor = FeatureExtractor(schema: schema)
    }

    /// The columns of the rows.
    public var schema: FeatureSchema { extractor.schema }

    /// The feature row of a reading, as training would have computed it from the same history. Nothing is stored.
    /// - Parameters:
    ///   - values: one for each quantity; NaN where missing.
    ///   - station: any name; one that has not reported has no past.
    ///   - time: when the values were measured.
    /// - Returns: one value for each feature, NaN where it is undefined.
    public func row(of values: [Double], station: String, at time: Timestamp) -> [Float] {
        let history = store.history(of: station) ?? StationSeries(quantityCount: values.count)
        return extractor.row(of: values, at: time, after: history)
    }

    /// What is known of a station.
    /// - Parameter station: its name.
    /// - Returns: its last week of readings, nil for an unknown station.
    public func history(of station: String) -> StationSeries? {
        store.history(of: station)
    }
}
