/// A rule's word that something is wrong.
public struct FeedAlarm: Sendable, Equatable {
    /// The place of the station.
    public let station: Int
    /// The place of the sensor that the rule points at; nil when it points at none.
    public let sensor: Int?
    /// The hour.
    public let hour: Int
    /// The cause that is named in the end; nil for rules that name none.
    public let cause: FeedCause?

    /// An alarm.
    init(station: Int, sensor: Int?, hour: Int, cause: FeedCause? = nil) {
        self.station = station
        self.sensor = sensor
        self.hour = hour
        self.cause = cause
    }
}
