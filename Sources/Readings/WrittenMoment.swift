/// A moment as somebody wrote it: what a clock showed, and how far that clock was from UTC, where the text says so.
public struct WrittenMoment: Sendable, Hashable {
    /// What the clock showed, as milliseconds since it showed 1970-01-01T00:00:00.
    public let localMilliseconds: Int64
    /// Minutes by which the clock was ahead of UTC; nil when the text does not tell.
    public let offsetMinutes: Int?

    /// A moment by its parts.
    /// - Parameters:
    ///   - localMilliseconds: what the clock showed.
    ///   - offsetMinutes: minutes by which it was ahead of UTC.
    public init(localMilliseconds: Int64, offsetMinutes: Int?) {
        self.localMilliseconds = localMilliseconds
        self.offsetMinutes = offsetMinutes
    }

    /// Reads an ISO 8601 moment or day, as ``Timestamp/init(iso8601:)`` does. Nil for anything else.
    /// - Parameter text: years 0000 … 9999.
    public init?(iso8601 text: some StringProtocol) {
        let written = Array(text.utf8).withUnsafeBufferPointer { WrittenMoment(iso8601: $0) }
        guard let written else { return nil }
        self = written
    }

    /// Reads an ISO 8601 moment or day of ASCII bytes, as ``Timestamp/init(iso8601:)`` does. Nil for anything else.
    /// - Parameter bytes: the text alone.
    public init?(iso8601 bytes: UnsafeBufferPointer<UInt8>) {
        var scanner = DigitScanner(bytes)
        guard let year = scanner.digits(4), scanner.skip("-"), let month = scanner.digits(2), scanner.skip("-"),
            let day = scanner.digits(2), let date = CivilDate(year: year, month: month, day: day)
        else { return nil }
        var milliseconds = date.dayIndex * Timestamp.millisecondsPerDay
        guard !scanner.isAtEnd else {
            self.init(localMilliseconds: milliseconds, offsetMinutes: nil)
            return
        }
        guard scanner.skip("T") || scanner.skip("t") || scanner.skip(" "),
            let hour = scanner.digits(2), hour < 24, scanner.skip(":"), let minute = scanner.digits(2), minute < 60
        else { return nil }
        milliseconds += Int64(hour * 60 + minute) * 60_000
        if scanner.skip(":") {
            guard let second = scanner.digits(2), second < 60 else { return nil }
            milliseconds += Int64(second) * 1_000
            if scanner.skip(".") {
                guard let fraction = scanner.fractionInThousandths() else { return nil }
                milliseconds += Int64(fraction)
            }
        }
        guard !scanner.isAtEnd else {
            self.init(localMilliseconds: milliseconds, offsetMinutes: nil)
            return
        }
        guard let offset = scanner.offsetInMinutes(), scanner.isAtEnd else { return nil }
        self.init(localMilliseconds: milliseconds, offsetMinutes: offset)
    }

    /// The moment in UTC.
    /// - Parameter minutes: how far the clock was ahead of UTC, where the text does not tell.
    /// - Returns: the moment.
    public func moment(inZone minutes: Int) -> Timestamp {
        Timestamp(milliseconds: localMilliseconds - Int64(offsetMinutes ?? minutes) * 60_000)
    }
}
