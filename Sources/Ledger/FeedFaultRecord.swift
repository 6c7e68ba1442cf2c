public import Readings

/// A feed of one sensor of a station that was not believed.
public struct FeedFaultRecord: Hashable, Sendable {
    /// The kind of station.
    public let schema: String
    /// The station.
    public let station: String
    /// The sensor.
    public let sensor: String
    /// What has happened, in one word.
    public let cause: String
    /// The first hour concerned.
    public let onset: Timestamp
    /// When it was found; with schema, station and sensor the fault's name.
    public let foundAt: Timestamp
    /// When the feed was believed again; nil while it is not.
    public let endedAt: Timestamp?
    /// For people.
    public let sentence: String
    /// For machines, a JSON text that the ledger keeps as it is.
    public let payload: String

    /// A fault.
    /// - Parameters:
    ///   - schema: the kind of station.
    ///   - station: the station.
    ///   - sensor: the sensor.
    ///   - cause: what has happened, in one word.
    ///   - onset: the first hour concerned.
    ///   - foundAt: when it was found.
    ///   - endedAt: when the feed was believed again; nil while it is not.
    ///   - sentence: for people.
    ///   - payload: for machines, a JSON text.
    public init(
        schema: String, station: String, sensor: String, cause: String, onset: Timestamp, foundAt: Timestamp,
        endedAt: Timestamp?, sentence: String, payload: String
    ) {
        self.schema = schema
        self.station = station
        self.sensor = sensor
        self.cause = cause
        self.onset = onset
        self.foundAt = foundAt
        self.endedAt = endedAt
        self.sentence = sentence
        self.payload = payload
    }
}
