extension Timestamp: CustomStringConvertible {
    /// Reads an ISO 8601 moment or day.
    ///
    /// Accepted: `2013-07-01` (midnight UTC), `2013-07-01T06:00Z`, `2013-07-01T06:00:00Z`,
    /// `2013-07-01 06:00:00.250+02:00`; a time without an offset is UTC. Digits beyond milliseconds are dropped.
    /// Nil for anything else, and for moments that do not exist (30 February, 24:00).
    /// - Parameter text: years 0000 … 9999.
    public init?(iso8601 text: some StringProtocol) {
        var scanner = DigitScanner(text.utf8)
        guard let year = scanner.digits(4), scanner.skip("-"), let month = scanner.digits(2), scanner.skip("-"),
            let day = scanner.digits(2), let date = CivilDate(year: year, month: month, day: day)
        else { return nil }
        var milliseconds = date.dayIndex * Self.millisecondsPerDay
        if !scanner.isAtEnd {
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
            guard let offset = scanner.offsetInMinutes() else { return nil }
            milliseconds -= Int64(offset) * 60_000
        }
        self.init(milliseconds: milliseconds)
        guard scanner.isAtEnd, (0...9999).contains(self.date.year) else { return nil }
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

/// Walks over ASCII digits and marks.
private struct DigitScanner<Bytes: Collection<UInt8>> {
    private var rest: Bytes.SubSequence

    init(_ bytes: Bytes) { rest = bytes[...] }

    var isAtEnd: Bool { rest.isEmpty }

    mutating func digits(_ count: Int) -> Int? {
        var value = 0
        for _ in 0..<count {
            guard let digit = nextDigit() else { return nil }
            value = value * 10 + digit
        }
        return value
    }

    mutating func skip(_ mark: Unicode.Scalar) -> Bool {
        guard let byte = rest.first, UInt32(byte) == mark.value else { return false }
        rest.removeFirst()
        return true
    }

    /// At least one digit; those after the third are read and dropped.
    mutating func fractionInThousandths() -> Int? {
        guard var value = nextDigit() else { return nil }
        var count = 1
        while let digit = nextDigit() {
            if count < 3 { value = value * 10 + digit }
            count += 1
        }
        while count < 3 {
            value *= 10
            count += 1
        }
        return value
    }

    /// Nothing and `Z` are 0; otherwise `±hh:mm` or `±hhmm`, within a day.
    mutating func offsetInMinutes() -> Int? {
        if isAtEnd || skip("Z") || skip("z") { return 0 }
        let isWest = skip("-")
        guard isWest || skip("+"), let hours = digits(2), hours < 24 else { return nil }
        _ = skip(":")
        guard let minutes = digits(2), minutes < 60 else { return nil }
        return (isWest ? -1 : 1) * (hours * 60 + minutes)
    }

    private mutating func nextDigit() -> Int? {
        guard let byte = rest.first, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
        rest.removeFirst()
        return Int(byte - UInt8(ascii: "0"))
    }
}
