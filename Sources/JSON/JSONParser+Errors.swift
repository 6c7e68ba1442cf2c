extension JSONParser {
    /// The error that the byte at the position, or the end there, is not `expected`.
    func unexpected(_ expected: JSONError.Expectation) -> JSONError {
        guard let byte = next else { return error(.unexpectedEnd(expected: expected), at: position) }
        return error(.unexpectedByte(byte, expected: expected), at: position)
    }

    /// The error with the line and column of `offset`.
    func error(_ reason: JSONError.Reason, at offset: Int) -> JSONError {
        var line = 1
        var column = 1
        for byte in bytes[..<offset] {
            if byte == 0x0A {
                line += 1
                column = 1
            } else if byte & 0b1100_0000 != 0b1000_0000 {
                column += 1
            }
        }
        return JSONError(offset: offset, line: line, column: column, reason: reason)
    }
}
