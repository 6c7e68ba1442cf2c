import JSON
import TestSupport
import Testing

struct JSONDocumentTests {
    @Test func `reads the request of the documentation`() throws {
        let root = try parse(
            #"{"machine_id":"machine_001","temperature":75.5,"vibration":0.42,"rotation_speed":1450}"#)
        guard case .object(let object) = root else {
            Issue.record("\(root) is no object")
            return
        }
        #expect(object.members.map(\.name) == ["machine_id", "temperature", "vibration", "rotation_speed"])
        #expect(object.members.map(\.offset) == [1, 28, 47, 64])
        #expect(object["machine_id"] == .string("machine_001"))
        #expect(object["temperature"] == .number(75.5))
        #expect(object["vibration"]?.double == 0.42)
        #expect(object["rotation_speed"] == .integer(1450))
        #expect(object["pressure"] == nil)
    }

    static let valid: [(String, JSONValue)] = [
        ("null", .null),
        (" \t\r\n true \n", .bool(true)),
        ("false", .bool(false)),
        ("[]", .array([])),
        ("[ 1 , [ ] ]", .array([.integer(1), .array([])])),
        (#""""#, .string("")),
        (#""\"\\\/\b\f\n\r\t""#, .string("\"\\/\u{8}\u{C}\n\r\t")),
        (#""\u0041\u00e9\u20AC\uD83D\ude00\u0000""#, .string("Aé€😀\0")),
        ("\"é€😀\u{7F}\u{10FFFF}\"", .string("é€😀\u{7F}\u{10FFFF}")),
        ("0", .integer(0)), ("-7", .integer(-7)), ("999999999999999", .integer(999_999_999_999_999)),
        ("9223372036854775807", .integer(.max)), ("-9223372036854775808", .integer(.min)),
        ("9223372036854775808", .number(9.223372036854775808e18)),
        ("100000000000000000000000", .number(1e23)),
        ("0.1", .number(0.1)), ("-1.5e3", .number(-1500)), ("1E+2", .number(100)), ("1.0", .number(1)),
        ("1e-7", .number(1e-7)), ("123456789012345e22", .number(123_456_789_012_345e22)),
        ("0.1234567890123456789", .number(0.123_456_789_012_345_678_9)), ("1e23", .number(1e23)),
        ("1.7976931348623157e308", .number(.greatestFiniteMagnitude)), ("5e-324", .number(.leastNonzeroMagnitude)),
        ("1e-400", .number(0)), ("0e99999999999999999999", .number(0)), ("1e-99999999999999999999", .number(0)),
    ]

    @Test(arguments: valid)
    func `reads a valid text`(_ text: String, _ value: JSONValue) throws {
        #expect(try parse(text) == value)
    }

    @Test(arguments: ["-0", "-0.0", "-0e5"])
    func `keeps the sign of zero`(_ text: String) throws {
        let zero = try #require(try parse(text).double)
        #expect(zero == 0 && zero.sign == .minus)
    }

    @Test(arguments: [("1450", 1450), ("1450.0", 1450), ("1.45e3", 1450), ("-0.0", 0), ("1450.5", nil), ("1e300", nil)])
    func `tells whole numbers from others`(_ text: String, _ integer: Int?) throws {
        #expect(try parse(text).exactInteger == integer)
    }

    @Test func `rounds seeded numbers as Swift does, bit for bit`() throws {
        var random = SeededRandom(seed: 7)
        for _ in 0..<20_000 {
            let whole = String(random.next() >> UInt64.random(in: 0..<64, using: &random))
            let fraction = String(random.next() >> UInt64.random(in: 0..<64, using: &random))
            var text = Bool.random(using: &random) ? "-" + whole : whole
            if Bool.random(using: &random) { text += "." + fraction }
            if Bool.random(using: &random) { text += "e\(Int.random(in: -40...40, using: &random))" }
            let expected = try #require(Double(text))
            #expect(try parse(text).double?.bitPattern == expected.bitPattern, "\(text)")
        }
    }

    @Test func `keeps names apart that only look the same`() throws {
        let root = try parse("{\"\u{212A}\":1,\"K\":2,\"e\u{301}\":3,\"é\":4}")
        guard case .object(let object) = root else {
            Issue.record("\(root) is no object")
            return
        }
        #expect(object["K"] == .integer(2))
        #expect(object["\u{212A}"] == .integer(1))
        #expect(object["é"] == .integer(4))
    }

    @Test(arguments: [5, 16, 17, 40])
    func `finds a name that stands twice, in small objects and large`(_ count: Int) throws {
        let members = (0..<count).map { "\"n\($0)\":0" }
        #expect(throws: Never.self) { try parse("{\(members.joined(separator: ","))}") }
        for repeated in [0, count - 1] {
            let text = "{\(members.joined(separator: ",")),\"\\u006e\(repeated)\":1}"
            let offset = members.joined(separator: ",").utf8.count + 2
            let error = JSONError(offset: offset, line: 1, column: offset + 1, reason: .duplicateName("n\(repeated)"))
            #expect(throws: error) { try parse(text) }
        }
    }

    @Test func `nests as deep as the limit and no deeper`() throws {
        let limit = JSONDocument.maximumDepth
        func text(_ depth: Int) -> String {
            String(repeating: "[{\"a\":", count: depth / 2) + "1" + String(repeating: "}]", count: depth / 2)
        }
        #expect(throws: Never.self) { try parse(text(limit)) }
        let offset = limit / 2 * 6
        #expect(throws: JSONError(offset: offset, line: 1, column: offset + 1, reason: .tooDeep(limit: limit))) {
            try parse(text(limit + 2))
        }
        #expect(throws: Never.self) { try parse("[" + String(repeating: "[],", count: 1000) + "[]]") }
    }

    @Test func `reads from a buffer as from an array`() throws {
        let bytes = Array("  [1, 2]  ".utf8)
        let fromBuffer = try bytes.withUnsafeBytes {
            try JSONDocument(parsing: UnsafeRawBufferPointer(rebasing: $0[2..<8]))
        }
        #expect(try fromBuffer == JSONDocument(parsing: bytes))
    }
}
