/// How often one thing was found doubtful about a station's readings.
public struct QualityCount: Hashable, Sendable {
    /// The schema of the readings.
    public let schema: String
    /// Who reported them.
    public let source: String
    /// The station.
    public let station: String
    /// What was found, such as `temperature:stuck` or `duplicate`.
    public let reason: String
    /// How often.
    public let count: Int

    /// A count.
    /// - Parameters:
    ///   - schema: the schema of the readings.
    ///   - source: who reported them.
    ///   - station: the station.
    ///   - reason: what was found.
    ///   - count: how often, ≥ 0.
    public init(schema: String, source: String, station: String, reason: String, count: Int) {
        self.schema = schema
        self.source = source
        self.station = station
        self.reason = reason
        self.count = count
    }
}
