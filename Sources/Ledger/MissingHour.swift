public import Readings

/// A clock hour for which a station has no reading, with the reason.
public struct MissingHour: Hashable, Sendable {
    /// The station.
    public let station: String
    /// The hour, counted since 1970 in UTC.
    public let hour: Int64
    /// Why there is none, as a word such as `timed_out`.
    public let reason: String
    /// When that was noted last.
    public let notedAt: Timestamp

    /// A missing hour.
    /// - Parameters:
    ///   - station: the station.
    ///   - hour: counted since 1970 in UTC.
    ///   - reason: why, as a word.
    ///   - notedAt: when that was noted.
    public init(station: String, hour: Int64, reason: String, notedAt: Timestamp) {
        self.station = station
        self.hour = hour
        self.reason = reason
        self.notedAt = notedAt
    }
}
