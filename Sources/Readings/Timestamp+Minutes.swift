extension Timestamp {
    /// The moment `minutes` later (earlier, when negative).
    /// - Parameter minutes: whole minutes.
    /// - Returns: the moved moment.
    public func advanced(minutes: Int64) -> Timestamp {
        Timestamp(milliseconds: milliseconds + minutes * 60_000)
    }

    /// The begin of a clock hour.
    /// - Parameter hourIndex: hours since 1970 in UTC.
    public init(hourIndex: Int64) {
        self.init(milliseconds: hourIndex * Self.millisecondsPerHour)
    }
}
