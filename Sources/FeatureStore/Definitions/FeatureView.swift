public import Features
public import Readings

/// A named set of features of one entity, as Feast has it: what it is computed from, and for how long it holds.
public struct FeatureView: Sendable, Equatable {
    /// Its name, such as `sensor_stats_view`.
    public let name: String
    /// The columns and the sensors that they are computed from.
    public let schema: FeatureSchema
    /// Milliseconds for which a row holds after its moment; nil for ever.
    public let ttl: Int64?
    /// Where readings are pushed to that it is computed from, such as `weather_readings`.
    public let pushSource: String
    /// What it is, for people.
    public let summary: String

    /// A view.
    /// - Parameters:
    ///   - name: unique in its store.
    ///   - schema: the columns and the sensors that they are computed from.
    ///   - ttl: milliseconds, > 0; nil for ever.
    ///   - pushSource: that of all views that are computed from these readings.
    ///   - summary: what it is, for people.
    public init(name: String, schema: FeatureSchema, ttl: Int64?, pushSource: String, summary: String) {
        precondition(ttl.map { $0 > 0 } ?? true, "a row holds for a while")
        self.name = name
        self.schema = schema
        self.ttl = ttl
        self.pushSource = pushSource
        self.summary = summary
    }

    /// Whether a row has outlived its time.
    /// - Parameters:
    ///   - eventTime: the row's moment.
    ///   - now: the moment of asking.
    /// - Returns: true from `ttl` on, as a point-in-time join leaves the row out then: it takes (now − ttl, now].
    public func isOutsideMaxAge(_ eventTime: Timestamp, at now: Timestamp) -> Bool {
        ttl.map { now.milliseconds - eventTime.milliseconds >= $0 } ?? false
    }
}
