import Pipeline
import Testing

struct MarkupTests {
    @Test(arguments: [
        ("<script>", "&lt;script&gt;"), ("a \"b\" 'c'", "a &quot;b&quot; &#39;c&#39;"), ("]]>", "]]&gt;"),
        ("&amp;", "&amp;amp;"), ("Zürich °C\n", "Zürich °C\n"),
        ("\u{0}\u{1B}\u{85}\u{FFFE}", "\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}"),
    ])
    func `escapes foreign text`(_ text: String, _ markup: String) {
        #expect(Markup(escaping: text).description == markup)
    }

    @Test func `escapes a mark that carries an accent`() {
        #expect(Markup(escaping: "\"\u{301}<\u{338}").description == "&quot;\u{301}&lt;\u{338}")
    }

    @Test func `escapes both halves of a line end of two scalars`() {
        #expect(Markup(escaping: "a\r\nb").description == "a\u{FFFD}\nb")
    }
}
