/// A moment in UTC, in whole milliseconds since 1970-01-01T00:00:00Z, on the proleptic Gregorian calendar.
public struct Timestamp: Hashable, Comparable, Sendable {
    /// Milliseconds since 1970-01-01T00:00:00Z; negative before.
    public let milliseconds: Int64

    /// Milliseconds in an hour.
    public static let millisecondsPerHour: Int64 = 3_600_000
    /// Milliseconds in a day; UTC has no other days here, leap seconds are not counted.
    public static let millisecondsPerDay: Int64 = 86_400_000

    /// The moments at which a reading may have been taken, 1900 to 2199: what lies outside is a fault of the file or
    /// feed, such as nanoseconds taken for milliseconds.
    public static let plausible =
        Timestamp(milliseconds: -2_208_988_800_000)...Timestamp(milliseconds: 7_258_118_399_999)

    /// A moment by its distance from 1970.
    /// - Parameter milliseconds: milliseconds since 1970-01-01T00:00:00Z.
    public init(milliseconds: Int64) {
        self.milliseconds = milliseconds
    }

    /// Earlier moments come first.
    public static func < (left: Timestamp, right: Timestamp) -> Bool {
        left.milliseconds < right.milliseconds
    }

    /// The moment `hours` later (earlier, when negative).
    /// - Parameter hours: whole hours.
    /// - Returns: the moved moment.
    public func advanced(hours: Int) -> Timestamp {
        Timestamp(milliseconds: milliseconds + Int64(hours) * Self.millisecondsPerHour)
    }

    /// Whole hours since 1970, rounded towards the past: the index of the clock hour that holds this moment.
    public var hourIndex: Int64 { milliseconds.flooredQuotient(by: Self.millisecondsPerHour) }

    /// Hour of the UTC day, 0 … 23.
    public var hourOfDay: Int { Int(hourIndex.flooredRemainder(by: 24)) }

    /// Day of the week, Monday = 0 … Sunday = 6.
    public var dayOfWeek: Int {
        // 1970-01-01 was a Thursday.
        Int((dayIndex + 3).flooredRemainder(by: 7))
    }

    /// Month of the year, 1 … 12.
    public var month: Int { CivilDate(dayIndex: dayIndex).month }

    /// The calendar day.
    public var date: CivilDate { CivilDate(dayIndex: dayIndex) }

    /// Days since 1970-01-01, rounded towards the past.
    public var dayIndex: Int64 { milliseconds.flooredQuotient(by: Self.millisecondsPerDay) }
}

extension Int64 {
    /// The quotient rounded towards minus infinity; `divisor` > 0.
    func flooredQuotient(by divisor: Int64) -> Int64 {
        self / divisor - (self % divisor < 0 ? 1 : 0)
    }

    /// The remainder in 0 ..< `divisor`; `divisor` > 0.
    func flooredRemainder(by divisor: Int64) -> Int64 {
        let rest = self % divisor
        return rest < 0 ? rest + divisor : rest
    }
}
