/// What a service says of an error, fit to be shown.
enum FeedWords {
    private static let longest = 200

    /// The words on one line, cut after 200 characters, and without any long run of hexadecimal digits: some services
    /// repeat the key that they refuse.
    static func shown(_ text: String) -> String {
        var words = ""
        var run = ""
        func flush() { words += run.count >= 16 ? "…" : run }
        for character in text.prefix(4 * longest) {
            if character.isHexDigit {
                run.append(character)
            } else {
                flush()
                run = ""
                words.append(character.isNewline ? " " : character)
            }
        }
        flush()
        return words.count > longest ? words.prefix(longest) + "…" : words
    }
}
