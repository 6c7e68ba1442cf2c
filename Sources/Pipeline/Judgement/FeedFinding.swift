public import Readings

/// One sensor of one station whose feed is not to be believed, from when on and why.
public struct FeedFinding: Sendable, Equatable {
    /// The station.
    public let station: String
    /// The sensor.
    public let sensor: String
    /// The sensor's unit, as shown to people.
    public let unit: String
    /// What made it be found.
    public let sign: FeedSign
    /// What has happened.
    public let cause: FeedCause
    /// The first hour concerned, as far as can be told.
    public let onset: Timestamp
    /// The hour in which it was found.
    public let foundAt: Timestamp
    /// The hour from which on the feed was plausible again, which is told a day later; nil while it is not.
    public let endedAt: Timestamp?
    /// What speaks for the cause.
    public let evidence: Evidence

    /// What speaks for a cause, in the sensor's unit where it has one.
    public struct Evidence: Sendable, Equatable {
        /// The newest value concerned.
        public var value: Double?
        /// The others' opinion of the same hour.
        public var expected: Double?
        /// The mean difference from the others since the onset.
        public var difference: Double?
        /// The factor by which the others' values are multiplied.
        public var factor: Double?
        /// How often the value has been repeated.
        public var repeats: Int?
        /// Hours without a value.
        public var missingHours: Int?
        /// The scatter of one-hour forecast errors, as a multiple of the usual.
        public var spread: Double?
        /// The unit that values seem to have.
        public var unit: MeasurementUnit?
        /// Who was asked.
        public var witnesses: [String] = []

        /// No evidence yet.
        public init() {}
    }
}
