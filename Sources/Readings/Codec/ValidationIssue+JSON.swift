public import JSON

extension ValidationIssue {
    /// What is wrong with a text that could not be read as JSON. What no JSON number can say, and a name given twice,
    /// counts as wrong contents at its member: a sender's code then sent the wrong thing. All else is no JSON
    /// (`.malformedJSON`), at its byte.
    /// - Parameters:
    ///   - error: why it could not be read.
    ///   - text: the text that the error is about.
    public init(_ error: JSONError, in text: UnsafeRawBufferPointer) {
        var reason = error.reason.text
        let kind: Kind
        var place: [Step] = [.name("body")]
        switch error.reason {
        case .nonFiniteLiteral(let literal):
            kind = .finiteNumber
            place += error.steps(in: text)
            // The reader advises null, which is no number either.
            reason = "\(literal) is no JSON number"
        case .numberOutOfRange:
            kind = .finiteNumber
            place += error.steps(in: text)
        case .duplicateName(let name):
            kind = .duplicateName
            place += error.steps(in: text) + [.name(name)]
        case .unexpectedByte, .unexpectedEnd, .badEscape, .loneSurrogate, .invalidUTF8, .controlCharacter, .leadingZero,
            .tooDeep, .trailingBytes:
            kind = .malformedJSON
            place.append(.index(error.offset))
        }
        self.init(kind, at: place, "\(reason) (line \(error.line), column \(error.column))")
    }
}
