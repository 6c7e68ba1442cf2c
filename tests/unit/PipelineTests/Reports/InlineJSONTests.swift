import Foundation
import Pipeline
import Testing

struct InlineJSONTests {
    @Test(
        arguments: [
            (.number(3), "3"), (.number(-0.25), "-0.25"), (.number(.nan), "null"), (.number(-.infinity), "null"),
            (.number(1e300), "1e+300"), (.array([]), "[]"), (.numbers([1, .nan, 2.5]), "[1,null,2.5]"),
            (.object(["a": .strings(["b"]), "a<": .array([])]), "{\"a\":[\"b\"],\"a\\u003c\":[]}"),
            (.string("</script><!--\n\"\\"), "\"\\u003c/script>\\u003c!--\\u000a\\\"\\\\\""),
        ] as [(InlineJSON, String)])
    func `writes a value`(_ value: InlineJSON, _ text: String) {
        #expect(value.text == text)
    }

    @Test(arguments: ["\"\u{301}", "\u{0}\u{1F}\r\n", "]]></script>", "\u{2028}🌡️", "\\"])
    func `is read back as it was`(_ text: String) throws {
        let read = try JSONDecoder().decode([String].self, from: Data(InlineJSON.strings([text]).text.utf8))
        #expect(read.map { Array($0.unicodeScalars) } == [Array(text.unicodeScalars)])
    }
}
