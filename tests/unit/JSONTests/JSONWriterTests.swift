import JSON
import TestSupport
import Testing

struct JSONWriterTests {
    @Test func `sets commas and braces`() {
        let text = written { writer in
            writer.object { writer in
                writer.member("id", "machine_001")
                writer.member("score", 0.5)
                writer.member("count", 3)
                writer.member("anomaly", true)
                writer.name("empty")
                writer.object { _ in }
                writer.name("list")
                writer.array { writer in
                    writer.array { _ in }
                    writer.object { $0.member("a", false) }
                    writer.null()
                    writer.value("x")
                }
            }
        }
        #expect(
            text == #"{"id":"machine_001","score":0.5,"count":3,"anomaly":true,"empty":{},"#
                + #""list":[[],{"a":false},null,"x"]}"#)
    }

    @Test(arguments: [
        (0.0, "0"), (-0.0, "-0"), (1450, "1450"), (-3, "-3"), (75.5, "75.5"), (0.1, "0.1"),
        (0.1 + 0.2, "0.30000000000000004"),
        (1e-7, "1e-07"), (9_007_199_254_740_991, "9007199254740991"), (9_007_199_254_740_992, "9007199254740992"),
        (1e21, "1e+21"), (-1e300, "-1e+300"), (.leastNonzeroMagnitude, "5e-324"), (.nan, "null"), (.infinity, "null"),
        (-.infinity, "null"),
    ])
    func `writes a Double as the shortest text that reads back`(_ number: Double, _ text: String) throws {
        #expect(written { $0.value(number) } == text)
        if number.isFinite { #expect(try parse(text).double?.bitPattern == number.bitPattern) }
    }

    @Test(arguments: [
        (0, "0"), (7, "7"), (-10, "-10"), (Int.max, "9223372036854775807"), (.min, "-9223372036854775808"),
    ])
    func `writes whole numbers to their ends`(_ integer: Int, _ text: String) {
        #expect(written { $0.value(integer) } == text)
    }

    @Test(arguments: [
        ("", #""""#), ("plain", #""plain""#), ("a\"b\\c/", #""a\"b\\c/""#), ("\u{8}\t\n\u{C}\r", #""\b\t\n\f\r""#),
        ("\0\u{1}\u{f}\u{10}\u{1f}\u{7f}", #""\u0000\u0001\u000f\u0010\u001f"# + "\u{7f}\""),
        ("é€😀\u{2028}", "\"é€😀\u{2028}\""),
    ])
    func `escapes what must be escaped and nothing else`(_ string: String, _ text: String) throws {
        #expect(written { $0.value(string) } == text)
        #expect(written { $0.object { $0.member(string, 1) } } == "{\(text):1}")
        #expect(try parse(text) == .string(string))
    }

    @Test func `reads back seeded Doubles bit for bit`() throws {
        var random = SeededRandom(seed: 11)
        for _ in 0..<20_000 {
            let number = Double(bitPattern: random.next())
            guard number.isFinite else { continue }
            let text = written { $0.value(number) }
            #expect(try parse(text).double?.bitPattern == number.bitPattern, "\(text)")
        }
    }

    @Test func `stops where the caller throws`() {
        struct Stop: Error, Equatable {}
        var writer = JSONWriter()
        #expect(throws: Stop()) {
            try writer.array { writer throws(Stop) in
                writer.value(1)
                throw Stop()
            }
        }
        #expect(writer.bytes == Array("[1".utf8))
    }
}
