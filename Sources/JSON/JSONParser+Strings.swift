extension JSONParser {
    /// Reads the string at the position, which is at its opening quotation mark.
    mutating func parseString() throws(JSONError) -> String {
        position += 1
        let start = position
        try skipUnescaped()
        if next == UInt8(ascii: "\"") {
            position += 1
            return String(decoding: UnsafeRawBufferPointer(rebasing: bytes[start..<position - 1]), as: UTF8.self)
        }
        var content = Array(bytes[start..<position])
        while next == UInt8(ascii: "\\") {
            try parseEscape(into: &content)
            let run = position
            try skipUnescaped()
            content.append(contentsOf: bytes[run..<position])
        }
        position += 1
        return String(decoding: content, as: UTF8.self)
    }

    /// Goes on to the next quotation mark or backslash.
    private mutating func skipUnescaped() throws(JSONError) {
        while true {
            // A local index keeps the loop over plain ASCII in registers.
            var index = position
            while index < bytes.count, Self.isPlain(bytes[index]) { index += 1 }
            position = index
            guard let byte = next else { break }
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): return
            case 0..<0x20: throw error(.controlCharacter(byte), at: position)
            default: try skipMultibyte(byte)
            }
        }
        throw error(.unexpectedEnd(expected: .stringEnd), at: position)
    }

    /// Whether a byte stands for itself in a string.
    private static func isPlain(_ byte: UInt8) -> Bool {
        byte >= 0x20 && byte < 0x80 && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
    }

    /// Goes past one scalar of 2 to 4 bytes.
    ///
    /// Source: The Unicode Standard, table 3-7, well-formed UTF-8 byte sequences.
    private mutating func skipMultibyte(_ lead: UInt8) throws(JSONError) {
        let length: Int
        let second: ClosedRange<UInt8>
        switch lead {
        case 0xC2...0xDF: (length, second) = (2, 0x80...0xBF)
        case 0xE0: (length, second) = (3, 0xA0...0xBF)
        case 0xED: (length, second) = (3, 0x80...0x9F)
        case 0xE1...0xEF: (length, second) = (3, 0x80...0xBF)
        case 0xF0: (length, second) = (4, 0x90...0xBF)
        case 0xF1...0xF3: (length, second) = (4, 0x80...0xBF)
        case 0xF4: (length, second) = (4, 0x80...0x8F)
        default: throw error(.invalidUTF8, at: position)
        }
        guard position + length <= bytes.count, second.contains(bytes[position + 1]),
            bytes[(position + 2)..<(position + length)].allSatisfy({ $0 & 0b1100_0000 == 0b1000_0000 })
        else { throw error(.invalidUTF8, at: position) }
        position += length
    }

    /// Appends what the escape at the position stands for.
    private mutating func parseEscape(into content: inout [UInt8]) throws(JSONError) {
        let start = position
        position += 1
        guard let byte = next else { throw unexpected(.stringEnd) }
        position += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): content.append(byte)
        case UInt8(ascii: "b"): content.append(0x08)
        case UInt8(ascii: "f"): content.append(0x0C)
        case UInt8(ascii: "n"): content.append(0x0A)
        case UInt8(ascii: "r"): content.append(0x0D)
        case UInt8(ascii: "t"): content.append(0x09)
        case UInt8(ascii: "u"): content.append(contentsOf: String(try parseScalar(from: start)).utf8)
        default: throw error(.badEscape(byte), at: start)
        }
    }

    /// Reads one or two `\u` escapes; the position is after the first `\u`, which begins at `start`.
    private mutating func parseScalar(from start: Int) throws(JSONError) -> Character {
        var code = try parseHexadecimal()
        if 0xD800..<0xDC00 ~= code, stands("\\u") {
            position += 2
            let low = try parseHexadecimal()
            guard 0xDC00..<0xE000 ~= low else { throw error(.loneSurrogate, at: start) }
            code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
        }
        guard let scalar = Unicode.Scalar(code) else { throw error(.loneSurrogate, at: start) }
        return Character(scalar)
    }

    private mutating func parseHexadecimal() throws(JSONError) -> UInt32 {
        var code: UInt32 = 0
        for _ in 0..<4 {
            guard let byte = next, let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
                throw unexpected(.hexadecimalDigit)
            }
            code = code << 4 | UInt32(digit)
            position += 1
        }
        return code
    }
}
