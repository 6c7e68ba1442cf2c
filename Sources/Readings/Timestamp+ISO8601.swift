extension Timestamp: CustomStringConvertible {
    /// Reads an ISO 8601 moment or day.
    ///
    /// Accepted: `2013-07-01` (midnight UTC), `2013-07-01T06:00Z`, `2013-07-01T06:00:00Z`,
    /// `2013-07-01 06:00:00.250+02:00`; a time without an offset is UTC. Digits beyond milliseconds are dropped.
    /// Nil for anything else, and for moments that do not exist (30 February, 24:00).
    /// - Parameter text: years 0000 … 9999.
    public init?(iso8601 text: some StringProtocol) {
        guard let written = WrittenMoment(iso8601: text) else { return nil }
        self = written.moment(inZone: 0)
        guard (0...9999).contains(date.year) else { return nil }
    }

    /// `2013-07-01T06:00:00Z`, with milliseconds only when there are any.
    public var description: String {
        let day = date
        let inDay = Int(milliseconds.flooredRemainder(by: Self.millisecondsPerDay))
        let text =
            "\(padded(day.year, 4))-\(padded(day.month, 2))-\(padded(day.day, 2))"
            + "T\(padded(inDay / 3_600_000, 2)):\(padded(inDay / 60_000 % 60, 2)):\(padded(inDay / 1_000 % 60, 2))"
        return inDay % 1_000 == 0 ? text + "Z" : text + ".\(padded(inDay % 1_000, 3))Z"
    }
}

/// `number` ≥ 0 with leading zeros up to `width` digits; negative years keep their sign.
private func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number.magnitude)
    return (number < 0 ? "-" : "") + String(repeating: "0", count: max(0, width - digits.count)) + digits
}
