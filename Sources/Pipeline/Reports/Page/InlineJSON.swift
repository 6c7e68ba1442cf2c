/// JSON that can stand inside an HTML `script` element: `<` is written as an escape, so no tag begins or ends there.
package indirect enum InlineJSON: Sendable {
    /// Text.
    case string(String)
    /// `null` for what is not finite.
    case number(Double)
    /// `true` or `false`.
    case bool(Bool)
    /// `null`.
    case null
    /// A list.
    case array([InlineJSON])
    /// Members in this order.
    case object(KeyValuePairs<String, InlineJSON>)
    /// Members in this order, whose names are not known beforehand; unique.
    case members([(String, InlineJSON)])

    /// A number, `null` where there is none.
    package static func optional(_ value: Double?) -> InlineJSON { value.map(number) ?? .null }

    /// A list of numbers.
    package static func numbers(_ values: some Sequence<Double>) -> InlineJSON { .array(values.map(number)) }

    /// A list of texts.
    package static func strings(_ values: some Sequence<String>) -> InlineJSON { .array(values.map(string)) }

    /// The text, without spaces.
    package var text: String {
        var text = ""
        write(to: &text)
        return text
    }

    private func write(to text: inout String) {
        switch self {
        case .string(let value): Self.write(value, to: &text)
        case .number(let value): Self.write(value, to: &text)
        case .array(let elements):
            text += "["
            for (place, element) in elements.enumerated() {
                if place > 0 { text += "," }
                element.write(to: &text)
            }
            text += "]"
        case .bool(let value): text += value ? "true" : "false"
        case .null: text += "null"
        case .object(let members): Self.write(members.lazy.map { ($0.key, $0.value) }, to: &text)
        case .members(let members): Self.write(members, to: &text)
        }
    }

    private static func write(_ members: some Sequence<(String, InlineJSON)>, to text: inout String) {
        text += "{"
        for (place, (key, value)) in members.enumerated() {
            if place > 0 { text += "," }
            write(key, to: &text)
            text += ":"
            value.write(to: &text)
        }
        text += "}"
    }

    private static func write(_ value: Double, to text: inout String) {
        if !value.isFinite {
            text += "null"
        } else if value.magnitude < 9e15, value == value.rounded() {
            text += String(Int64(value))
        } else {
            text += value.description
        }
    }

    private static func write(_ value: String, to text: inout String) {
        text += "\""
        for scalar in value.unicodeScalars {
            switch scalar {
            case "\"": text += "\\\""
            case "\\": text += "\\\\"
            case "<", "\u{0}"..."\u{1F}":
                let digits = String(scalar.value, radix: 16)
                text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: text.unicodeScalars.append(scalar)
            }
        }
        text += "\""
    }
}
