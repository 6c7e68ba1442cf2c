extension JSONParser {
    /// Powers of ten that a Double holds exactly.
    private static let powers: [Double] = [
        1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22,
    ]

    /// Reads the number at the position, which is at its sign or first digit.
    mutating func parseNumber() throws(JSONError) -> JSONValue {
        let start = position
        let isNegative = next == UInt8(ascii: "-")
        if isNegative {
            position += 1
            if stands("Infinity") { throw error(.nonFiniteLiteral("-Infinity"), at: start) }
        }
        let first = position
        var significand: UInt64 = 0
        try parseDigits(into: &significand)
        guard bytes[first] != UInt8(ascii: "0") || position == first + 1 else { throw error(.leadingZero, at: first) }
        var digits = position - first
        let integerEnd = position
        var exponent = 0
        if next == UInt8(ascii: ".") {
            position += 1
            let fraction = position
            try parseDigits(into: &significand)
            exponent = fraction - position
            digits -= exponent
        }
        if let byte = next, byte | 0x20 == UInt8(ascii: "e") { exponent += try parseExponent() }

        // More digits may have wrapped the significand: then the text is read again by the slow ways.
        if digits <= 15 {
            if position == integerEnd, !(isNegative && significand == 0) {
                return .integer(isNegative ? -Int(significand) : Int(significand))
            }
            // Both factors are exact, so the one operation rounds once (Clinger 1990, 10.1145/93542.93557).
            if abs(exponent) <= 22 {
                let power = Self.powers[abs(exponent)]
                let magnitude = exponent < 0 ? Double(significand) / power : Double(significand) * power
                return .number(isNegative ? -magnitude : magnitude)
            }
        }
        let text = String(decoding: bytes[start..<position], as: UTF8.self)
        if position == integerEnd, let value = Int(text), value != 0 { return .integer(value) }
        guard let value = Double(text), value.isFinite else { throw error(.numberOutOfRange, at: start) }
        return .number(value)
    }

    /// Appends at least one digit to `value`, which wraps.
    private mutating func parseDigits(into value: inout UInt64) throws(JSONError) {
        let start = position
        while let digit = next.map({ $0 &- UInt8(ascii: "0") }), digit < 10 {
            value = value &* 10 &+ UInt64(digit)
            position += 1
        }
        if position == start { throw unexpected(.digit) }
    }

    /// - Returns: the exponent; one of more than 4 digits, which only the slow way reads right, as ±1,000,000.
    private mutating func parseExponent() throws(JSONError) -> Int {
        position += 1
        let sign = next
        if sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") { position += 1 }
        let start = position
        var value: UInt64 = 0
        try parseDigits(into: &value)
        let magnitude = position - start <= 4 ? Int(value) : 1_000_000
        return sign == UInt8(ascii: "-") ? -magnitude : magnitude
    }
}
