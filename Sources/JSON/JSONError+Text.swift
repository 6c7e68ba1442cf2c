extension JSONError.Reason {
    /// The reason as half a sentence, without the place.
    public var text: String {
        switch self {
        case .unexpectedByte(let byte, let expected): "\(Self.name(of: byte)) where \(expected.rawValue) should stand"
        case .unexpectedEnd(let expected): "the text ends where \(expected.rawValue) should stand"
        case .badEscape(let byte): "a backslash before \(Self.name(of: byte)) is no escape"
        case .loneSurrogate: "an escape gives one half of a surrogate pair"
        case .invalidUTF8: "the bytes of a string are not UTF-8"
        case .controlCharacter(let byte): "the control character \(Self.name(of: byte)) must be escaped in a string"
        case .leadingZero: "a number begins with a needless zero"
        case .numberOutOfRange: "a number is too large for a Double"
        case .nonFiniteLiteral(let literal): "\(literal) is not a JSON number"
        case .duplicateName(let name): "the name \"\(name)\" stands twice in one object"
        case .tooDeep(let limit): "objects and arrays nest more than \(limit) deep"
        case .trailingBytes: "more bytes follow after the value"
        }
    }

    private static func name(of byte: UInt8) -> String {
        if (0x21...0x7E).contains(byte) { return "'\(Character(Unicode.Scalar(byte)))'" }
        let digits = String(byte, radix: 16, uppercase: true)
        return "byte 0x" + (digits.count < 2 ? "0" : "") + digits
    }
}
