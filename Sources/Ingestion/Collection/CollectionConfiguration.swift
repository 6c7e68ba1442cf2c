public import Readings

/// What is collected, when, and how gaps are filled.
public struct CollectionConfiguration: Sendable {
    /// The stations.
    public var stations: [Station]
    /// When each hour's readings are collected.
    public var schedule: CollectionSchedule
    /// When a failed call is repeated.
    public var retries: RetrySchedule
    /// How far back hours without a reading are looked for and filled, in hours; older ones stay recorded with their
    /// reason.
    public var windowHours: Int64
    /// Hours between two attempts to fill gaps.
    public var fillEveryHours: Int64
    /// Hours that are at least this old are asked for from the archive.
    public var fillAfterHours: Int64

    /// What is collected.
    /// - Parameters:
    ///   - stations: at least one.
    ///   - schedule: when.
    ///   - retries: when a failed call is repeated.
    ///   - windowHours: how far back gaps are looked for.
    ///   - fillEveryHours: between two attempts to fill gaps.
    ///   - fillAfterHours: the age from which an hour is asked for from the archive.
    public init(
        stations: [Station] = Station.worldCities, schedule: CollectionSchedule = CollectionSchedule(minute: 5),
        retries: RetrySchedule = RetrySchedule(), windowHours: Int64 = 31 * 24, fillEveryHours: Int64 = 6,
        fillAfterHours: Int64 = 2
    ) {
        self.stations = stations
        self.schedule = schedule
        self.retries = retries
        self.windowHours = windowHours
        self.fillEveryHours = fillEveryHours
        self.fillAfterHours = fillAfterHours
    }
}
