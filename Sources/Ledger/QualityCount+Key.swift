extension QualityCount {
    /// What is counted, without how often.
    public struct Key: Hashable, Sendable {
        /// The schema of the readings.
        public let schema: String
        /// Who reported them.
        public let source: String
        /// The station.
        public let station: String
        /// What was found.
        public let reason: String

        /// What is counted.
        public init(schema: String, source: String, station: String, reason: String) {
            self.schema = schema
            self.source = source
            self.station = station
            self.reason = reason
        }
    }

    /// A count of something.
    /// - Parameters:
    ///   - key: what was found.
    ///   - count: how often, ≥ 0.
    public init(_ key: Key, count: Int) {
        self.init(schema: key.schema, source: key.source, station: key.station, reason: key.reason, count: count)
    }
}
