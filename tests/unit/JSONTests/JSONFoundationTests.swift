import Foundation
import JSON
import Testing

struct JSONFoundationTests {
    static let documents =
        JSONFuzzTests.seeds.map { String(decoding: $0, as: UTF8.self) } + [
            "null", "true", "-12", "0.000001", "1e22", "123456789.123456789", "9007199254740993", "[]", "{}",
            "[0, -0.0, 1.0, 1e-5, 1E5, 4.35, 2.2250738585072014e-308, 18446744073709551615]",
            "[\"\\ud83c\\udf21\\u0000\\/\", \"\u{7F}\u{80}\u{FFFF}\"]",
            " { \"a\" : [ { \"b\" : { } } , [ [ ] ] ] , \"c d\" : \"\" } ",
            "{\"station\":\"São Paulo\",\"values\":[21.4,null,1013.25,false]}",
        ]

    @Test(arguments: documents)
    func `agrees with Foundation on a valid text`(_ text: String) throws {
        let foundation = try JSONSerialization.jsonObject(with: Data(text.utf8), options: .fragmentsAllowed)
        #expect(agrees(try parse(text), foundation))
    }

    @Test(arguments: documents)
    func `writes what Foundation reads as the same value`(_ text: String) throws {
        let value = try parse(text)
        var writer = JSONWriter()
        writer.value(value)
        let foundation = try JSONSerialization.jsonObject(with: Data(writer.bytes), options: .fragmentsAllowed)
        #expect(agrees(value, foundation))
    }

    private func agrees(_ value: JSONValue, _ foundation: Any) -> Bool {
        switch value {
        case .null: foundation is NSNull
        case .bool(let bool): (foundation as? NSNumber)?.boolValue == bool
        case .integer(let integer): (foundation as? NSNumber)?.intValue == integer
        case .number(let number): (foundation as? NSNumber)?.doubleValue == number
        case .string(let string): (foundation as? String).map { $0.utf8.elementsEqual(string.utf8) } ?? false
        case .array(let elements):
            (foundation as? [Any]).map { $0.count == elements.count && zip(elements, $0).allSatisfy(agrees) } ?? false
        case .object(let object):
            (foundation as? [String: Any]).map { dictionary in
                dictionary.count == object.members.count
                    && object.members.allSatisfy { member in
                        dictionary[member.name].map { agrees(member.value, $0) } ?? false
                    }
            } ?? false
        }
    }
}
