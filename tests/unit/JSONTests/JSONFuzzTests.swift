import JSON
import TestSupport
import Testing

struct JSONFuzzTests {
    static let seeds = [
        #"{"machine_id":"machine_001","temperature":75.5,"vibration":0.42,"rotation_speed":1450}"#,
        #"[{"a":[1,2.5e-3,-0],"b":{"c":null,"d":[true,false]}},"\u00e9\ud83d\ude00\n",""]"#,
        "{\"naïve\":\"€😀\",\"x\":[[[]],{}],\"n\":-1.7976931348623157e308}",
    ].map { Array($0.utf8) }

    static let alphabet = Array(#"{}[]:,"\ue0123456789+-.truefalsn ED8d"#.utf8) + [0x0A, 0xC3, 0xA9, 0xF0, 0x00]

    @Test(arguments: [1, 2, 3, 4] as [UInt64])
    func `never traps, places every error in the text and reads back what it writes`(_ seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        var accepted = 0
        for _ in 0..<25_000 {
            let bytes = Self.bytes(&random)
            switch Result(catching: { () throws(JSONError) in try JSONDocument(parsing: bytes) }) {
            case .success(let document):
                accepted += 1
                let text = Self.text(of: document)
                let again = Self.text(of: try JSONDocument(parsing: text))
                if text != again { Issue.record("\(bytes) changes when written") }
                if String(validating: bytes, as: UTF8.self) == nil { Issue.record("\(bytes) is not UTF-8") }
            case .failure(let error):
                let line = bytes.prefix(error.offset).count { $0 == 0x0A } + 1
                if error.offset > bytes.count || error.line != line || !(1...error.offset + 1).contains(error.column) {
                    Issue.record("\(error) for \(bytes)")
                }
            }
        }
        #expect(accepted > 500)
    }

    private static func text(of document: JSONDocument) -> [UInt8] {
        var writer = JSONWriter()
        writer.value(document.root)
        return writer.bytes
    }

    /// Random bytes, random words of the grammar, or a valid text with a few changes; at most about 200 bytes.
    private static func bytes(_ random: inout SeededRandom) -> [UInt8] {
        switch Int.random(in: 0..<4, using: &random) {
        case 0:
            return (0..<Int.random(in: 0..<60, using: &random)).map { _ in UInt8.random(in: 0...255, using: &random) }
        case 1:
            return (0..<Int.random(in: 0..<60, using: &random)).map { _ in element(alphabet, &random) }
        default:
            var bytes = element(seeds, &random)
            for _ in 0..<Int.random(in: 0..<4, using: &random) where !bytes.isEmpty {
                let index = Int.random(in: 0..<bytes.count, using: &random)
                switch Int.random(in: 0..<5, using: &random) {
                case 0: bytes[index] ^= 1 << UInt8.random(in: 0..<8, using: &random)
                case 1: bytes[index] = element(alphabet, &random)
                case 2: bytes.insert(element(alphabet, &random), at: index)
                case 3: bytes.remove(at: index)
                default: bytes.removeSubrange(index...)
                }
            }
            return bytes
        }
    }

    private static func element<Element>(_ elements: [Element], _ random: inout SeededRandom) -> Element {
        elements[Int.random(in: 0..<elements.count, using: &random)]
    }
}
