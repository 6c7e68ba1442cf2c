public import Readings

/// When each hour's readings are collected: at one minute of the clock hour, in UTC.
public struct CollectionSchedule: Sendable, Equatable {
    /// The minute, 0 … 59.
    public let minute: Int

    /// A schedule.
    /// - Parameter minute: 0 … 59.
    public init(minute: Int) {
        precondition((0..<60).contains(minute), "an hour has 60 minutes")
        self.minute = minute
    }

    /// When the readings of an hour are due.
    /// - Parameter hour: counted since 1970.
    /// - Returns: a moment within the hour.
    public func due(inHour hour: Int64) -> Timestamp {
        Timestamp(hourIndex: hour).advanced(minutes: Int64(minute))
    }

    /// The next moment at which readings are due.
    /// - Parameter now: the present moment.
    /// - Returns: a moment after `now`, at most an hour later.
    public func next(after now: Timestamp) -> Timestamp {
        let thisHour = due(inHour: now.hourIndex)
        return thisHour > now ? thisHour : due(inHour: now.hourIndex + 1)
    }
}
