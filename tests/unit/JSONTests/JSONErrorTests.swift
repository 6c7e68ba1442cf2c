import JSON
import Testing

struct JSONErrorTests {
    static let invalid: [(String, Int, JSONError.Reason)] = [
        ("", 0, .unexpectedEnd(expected: .value)),
        ("  ", 2, .unexpectedEnd(expected: .value)),
        ("x", 0, .unexpectedByte(0x78, expected: .value)),
        ("+1", 0, .unexpectedByte(0x2B, expected: .value)),
        (".5", 0, .unexpectedByte(0x2E, expected: .value)),
        ("'a'", 0, .unexpectedByte(0x27, expected: .value)),
        ("\u{FEFF}1", 0, .unexpectedByte(0xEF, expected: .value)),
        ("tru", 3, .unexpectedEnd(expected: .true)),
        ("falsy", 4, .unexpectedByte(0x79, expected: .false)),
        ("nil", 1, .unexpectedByte(0x69, expected: .null)),
        ("True", 0, .unexpectedByte(0x54, expected: .value)),
        ("truex", 4, .trailingBytes),
        ("1 2", 2, .trailingBytes),
        ("{}}", 2, .trailingBytes),
        ("[1", 2, .unexpectedEnd(expected: .commaOrArrayEnd)),
        ("[1 2]", 3, .unexpectedByte(0x32, expected: .commaOrArrayEnd)),
        ("[1,]", 3, .unexpectedByte(0x5D, expected: .value)),
        ("[,1]", 1, .unexpectedByte(0x2C, expected: .value)),
        ("[1}", 2, .unexpectedByte(0x7D, expected: .commaOrArrayEnd)),
        ("{", 1, .unexpectedEnd(expected: .nameOrEnd)),
        ("{a:1}", 1, .unexpectedByte(0x61, expected: .nameOrEnd)),
        ("{\"a\"}", 4, .unexpectedByte(0x7D, expected: .colon)),
        ("{\"a\" 1}", 5, .unexpectedByte(0x31, expected: .colon)),
        ("{\"a\":}", 5, .unexpectedByte(0x7D, expected: .value)),
        ("{\"a\":1", 6, .unexpectedEnd(expected: .commaOrObjectEnd)),
        ("{\"a\":1,}", 7, .unexpectedByte(0x7D, expected: .name)),
        ("{\"a\":1;", 6, .unexpectedByte(0x3B, expected: .commaOrObjectEnd)),
        ("{\"a\":1,\"\\u0061\":2}", 7, .duplicateName("a")),
        ("-", 1, .unexpectedEnd(expected: .digit)),
        ("-a", 1, .unexpectedByte(0x61, expected: .digit)),
        ("1.", 2, .unexpectedEnd(expected: .digit)),
        ("[1.]", 3, .unexpectedByte(0x5D, expected: .digit)),
        ("1.e3", 2, .unexpectedByte(0x65, expected: .digit)),
        ("1e", 2, .unexpectedEnd(expected: .digit)),
        ("1e+", 3, .unexpectedEnd(expected: .digit)),
        ("01", 0, .leadingZero),
        ("-00.5", 1, .leadingZero),
        ("0x1F", 1, .trailingBytes),
        ("1_000", 1, .trailingBytes),
        ("[1e999]", 1, .numberOutOfRange),
        ("-1e99999999999999999999", 0, .numberOutOfRange),
        ("NaN", 0, .nonFiniteLiteral("NaN")),
        ("[Infinity]", 1, .nonFiniteLiteral("Infinity")),
        ("{\"a\":-Infinity}", 5, .nonFiniteLiteral("-Infinity")),
        ("Nan", 0, .unexpectedByte(0x4E, expected: .value)),
        ("\"abc", 4, .unexpectedEnd(expected: .stringEnd)),
        ("\"a\nb\"", 2, .controlCharacter(0x0A)),
        ("\"a\\n\0\"", 4, .controlCharacter(0)),
        ("\"\\", 2, .unexpectedEnd(expected: .stringEnd)),
        ("\"\\x\"", 1, .badEscape(0x78)),
        ("\"\\u12", 5, .unexpectedEnd(expected: .hexadecimalDigit)),
        ("\"\\u12g4\"", 5, .unexpectedByte(0x67, expected: .hexadecimalDigit)),
        ("\"a\\uD800\"", 2, .loneSurrogate),
        ("\"\\uDC00\\uD800\"", 1, .loneSurrogate),
        ("\"\\uD800\\u0041\"", 1, .loneSurrogate),
        ("\"\\uD800\\uD800\"", 1, .loneSurrogate),
        ("\"\\uD800\\n\"", 1, .loneSurrogate),
    ]

    @Test(arguments: invalid)
    func `refuses a text at the byte that breaks it`(_ text: String, _ offset: Int, _ reason: JSONError.Reason) {
        #expect(throws: JSONError(offset: offset, line: 1, column: offset + 1, reason: reason)) { try parse(text) }
    }

    @Test(
        arguments: [
            [0x80], [0xBF], [0xC0, 0x80], [0xC1, 0xBF], [0xC3], [0xC3, 0x28], [0xE0, 0x9F, 0xBF], [0xE2, 0x82],
            [0xE2, 0x82, 0x28], [0xED, 0xA0, 0x80], [0xF0, 0x8F, 0xBF, 0xBF], [0xF0, 0x9F, 0x98],
            [0xF4, 0x90, 0x80, 0x80],
            [0xF5, 0x80, 0x80, 0x80], [0xFF],
        ] as [[UInt8]])
    func `refuses bytes that are not UTF-8`(_ bytes: [UInt8]) {
        let error = JSONError(offset: 3, line: 1, column: 3, reason: .invalidUTF8)
        let text = [UInt8(ascii: "\"")] + Array("é".utf8)
        #expect(throws: error) { try JSONDocument(parsing: text + bytes + [UInt8(ascii: "\"")]) }
        #expect(throws: error) { try JSONDocument(parsing: text + bytes) }
    }

    @Test func `counts lines, and columns in scalars`() {
        let error = JSONError(offset: 15, line: 3, column: 8, reason: .unexpectedByte(0x78, expected: .value))
        #expect(throws: error) { try parse("{\r\n\n  \"é😀\":x}") }
    }

    @Test(arguments: [
        (JSONError.Reason.unexpectedByte(0x7D, expected: .value), "'}' where a value should stand"),
        (.unexpectedByte(0x0A, expected: .digit), "byte 0x0A where a digit should stand"),
        (.unexpectedEnd(expected: .true), "the text ends where true should stand"),
        (.duplicateName("a"), "the name \"a\" stands twice in one object"),
    ])
    func `describes itself in one line`(_ reason: JSONError.Reason, _ text: String) {
        let error = JSONError(offset: 9, line: 2, column: 3, reason: reason)
        #expect("\(error)" == "JSON, line 2 column 3 (byte 9): \(text)")
    }
}
