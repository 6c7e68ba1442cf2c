import NIOCore
import Redis
import TestSupport
import Testing

struct RESPParserTests {
    private static let replies: [(text: String, value: RESPValue)] = [
        ("+OK\r\n", .simple("OK")), ("-ERR no\r\n", .error("ERR no")), (":-42\r\n", .integer(-42)),
        ("$5\r\nab\r\nc\r\n", .bulk(ByteBuffer(string: "ab\r\nc"))), ("$0\r\n\r\n", .bulk(ByteBuffer())),
        ("$-1\r\n", .null),
        ("*-1\r\n", .null), ("*0\r\n", .array([])),
        (
            "*3\r\n$1\r\na\r\n*2\r\n:1\r\n$-1\r\n+x\r\n",
            .array([.bulk(ByteBuffer(string: "a")), .array([.integer(1), .null]), .simple("x")])
        ),
    ]

    private func parse(_ text: String, piece: Int, limits: RESPLimits = RESPLimits()) throws -> [RESPValue] {
        var parser = RESPParser(limits: limits)
        var found: [RESPValue] = []
        let bytes = Array(text.utf8)
        for start in stride(from: 0, to: bytes.count, by: piece) {
            var buffer = ByteBuffer(bytes: bytes[start..<min(start + piece, bytes.count)])
            parser.feed(&buffer)
            while let value = try parser.next() { found.append(value) }
        }
        return found
    }

    @Test(arguments: [1, 2, 3, 7, 1_000])
    func `cuts replies from pieces of any size`(piece: Int) throws {
        let text = Self.replies.map(\.text).joined()
        #expect(try parse(text, piece: piece) == Self.replies.map(\.value))
    }

    @Test func `a reply of many elements is read once, however it arrives`() throws {
        let elements = (0..<100_000).map { "$\("\($0)".utf8.count)\r\n\($0)\r\n" }
        let found = try parse("*100000\r\n" + elements.joined(), piece: 64)
        guard case .array(let values)? = found.first else {
            Issue.record("no array")
            return
        }
        #expect(values.count == 100_000)
        #expect(values.last?.text == "99999")
    }

    @Test(arguments: [
        "HTTP/1.1 400 Bad Request\r\n", "$x\r\n", "$-2\r\n", "*2000000\r\n", "$3\r\nabcd\r\n", ":1a\r\n", "\r\n",
        "+OK\n",
        "$99999999999\r\n", "*1\r\n*1\r\n*1\r\n*1\r\n*1\r\n*1\r\n*1\r\n*1\r\n*1\r\n",
    ])
    func `what is no reply is refused`(text: String) {
        #expect(throws: RESPParser.Violation.self) { try parse(text, piece: 1_000) }
        #expect(throws: RESPParser.Violation.self) { try parse(text, piece: 1) }
    }

    @Test func `a line without an end is refused once it is too long`() {
        #expect(throws: RESPParser.Violation.self) {
            try parse("+" + String(repeating: "a", count: 2_000), piece: 100, limits: RESPLimits(lineLength: 1_000))
        }
    }

    @Test func `random bytes are replies or refused, and never more`() {
        var random = SeededRandom(seed: 11)
        let letters = Array("+-:$*\r\n0123456789ab".utf8)
        for _ in 0..<20_000 {
            let text = String(
                decoding: (0..<Int.random(in: 1...40, using: &random)).map { _ in
                    letters[Int.random(in: 0..<letters.count, using: &random)]
                }, as: UTF8.self)
            let whole = Result { try parse(text, piece: 1_000) }
            let bytewise = Result { try parse(text, piece: 1) }
            switch (whole, bytewise) {
            case (.success(let one), .success(let other)): #expect(one == other)
            case (.failure, .failure): break
            default: Issue.record("\(text.debugDescription) is read differently in pieces")
            }
        }
    }
}
