extension JSONWriter {
    mutating func appendNumber(_ number: Double) {
        guard number.isFinite else { return append("null") }
        // Below 2⁵³ every whole number is its own shortest text, and writing an integer is several times faster.
        if abs(number) < 0x1p53, let integer = Int(exactly: number), integer != 0 || number.sign == .plus {
            return appendInteger(integer)
        }
        var text = number.description
        text.withUTF8 { utf8 in
            let isWhole = utf8.count > 2 && utf8[utf8.count - 2] == UInt8(ascii: ".") && utf8.last == UInt8(ascii: "0")
            append(utf8, 0..<utf8.count - (isWhole ? 2 : 0))
        }
    }

    mutating func appendInteger(_ integer: Int) {
        if integer < 0 { append(UInt8(ascii: "-")) }
        var magnitude = integer.magnitude
        // 19 digits are the most that an Int has.
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 20) { digits in
            var start = digits.count
            repeat {
                let (quotient, digit) = magnitude.quotientAndRemainder(dividingBy: 10)
                start -= 1
                digits[start] = UInt8(ascii: "0") + UInt8(digit)
                magnitude = quotient
            } while magnitude > 0
            append(UnsafeBufferPointer(digits), start..<digits.count)
        }
    }

    /// Appends the string in quotation marks, with the escapes that RFC 8259 asks for and no others.
    mutating func appendString(_ string: String) {
        append(UInt8(ascii: "\""))
        var string = string
        string.withUTF8 { utf8 in
            var start = 0
            for index in 0..<utf8.count where utf8[index] < 0x20 || utf8[index] == 0x22 || utf8[index] == 0x5C {
                append(utf8, start..<index)
                appendEscaped(utf8[index])
                start = index + 1
            }
            append(utf8, start..<utf8.count)
        }
        append(UInt8(ascii: "\""))
    }

    private mutating func appendEscaped(_ byte: UInt8) {
        switch byte {
        case UInt8(ascii: "\""): append("\\\"")
        case UInt8(ascii: "\\"): append("\\\\")
        case 0x08: append("\\b")
        case 0x09: append("\\t")
        case 0x0A: append("\\n")
        case 0x0C: append("\\f")
        case 0x0D: append("\\r")
        default:
            append(byte < 0x10 ? "\\u000" : "\\u001")
            let digit = byte & 0x0F
            append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
        }
    }
}
