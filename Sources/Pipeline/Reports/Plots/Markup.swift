/// Text that is safe in HTML and SVG, between tags and inside quoted attributes.
package struct Markup: CustomStringConvertible, Sendable, Equatable {
    /// The text with its entities and tags.
    package let description: String

    /// Foreign text, to be shown as it is.
    ///
    /// Works on scalars: a quotation mark that carries a combining accent is another character, but still ends an
    /// attribute. What XML 1.0 cannot hold becomes U+FFFD.
    /// - Parameter text: anything.
    package init(escaping text: String) {
        var escaped = ""
        escaped.reserveCapacity(text.utf8.count)
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            case "'": escaped += "&#39;"
            case "\t", "\n": escaped.unicodeScalars.append(scalar)
            case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{FFFE}", "\u{FFFF}":
                escaped.unicodeScalars.append("\u{FFFD}")
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        description = escaped
    }

    /// Markup that is well formed already.
    package init(wellFormed markup: String) {
        description = markup
    }
}
