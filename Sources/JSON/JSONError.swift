/// Where and why a text is not the JSON that is accepted.
public struct JSONError: Error, Equatable, CustomStringConvertible {
    /// What the grammar allows at the place of an error.
    public enum Expectation: String, Sendable {
        /// Any value.
        case value = "a value"
        /// A member's name.
        case name = "a name in quotation marks"
        /// The name of the first member, or the object's end.
        case nameOrEnd = "a name in quotation marks or '}'"
        /// The sign between name and value.
        case colon = "':'"
        /// The next member or the object's end.
        case commaOrObjectEnd = "',' or '}'"
        /// The next element or the array's end.
        case commaOrArrayEnd = "',' or ']'"
        /// A digit of a number.
        case digit = "a digit"
        /// One of the four hexadecimal digits of an escape.
        case hexadecimalDigit = "a hexadecimal digit"
        /// The rest of a string.
        case stringEnd = "'\"'"
        /// The rest of `true`.
        case `true`
        /// The rest of `false`.
        case `false`
        /// The rest of `null`.
        case null
    }

    /// What is wrong.
    public enum Reason: Equatable, Sendable {
        /// A byte that the grammar does not allow here.
        case unexpectedByte(UInt8, expected: Expectation)
        /// The text ends too early.
        case unexpectedEnd(expected: Expectation)
        /// A backslash before a byte that makes no escape.
        case badEscape(UInt8)
        /// `\u` with one half of a surrogate pair.
        case loneSurrogate
        /// A string whose bytes are not UTF-8 from here on.
        case invalidUTF8
        /// A byte below 0x20 in a string, where it must be escaped.
        case controlCharacter(UInt8)
        /// A number with a zero before its first digit.
        case leadingZero
        /// A number beyond the largest Double.
        case numberOutOfRange
        /// `NaN`, `Infinity` or `-Infinity`, which JSON does not have.
        case nonFiniteLiteral(String)
        /// A name that its object has already.
        case duplicateName(String)
        /// An object or array inside of too many others.
        case tooDeep(limit: Int)
        /// More bytes after the value.
        case trailingBytes
    }

    /// Bytes from the begin of the text to the place.
    public let offset: Int
    /// The line of the place, from 1; lines end with a line feed.
    public let line: Int
    /// The column of the place in Unicode scalars, from 1.
    public let column: Int
    /// What is wrong there.
    public let reason: Reason

    /// An error at a place in the text.
    ///
    /// - Parameters:
    ///   - offset: bytes from the begin of the text.
    ///   - line: the line, from 1.
    ///   - column: the column in Unicode scalars, from 1.
    ///   - reason: what is wrong there.
    public init(offset: Int, line: Int, column: Int, reason: Reason) {
        self.offset = offset
        self.line = line
        self.column = column
        self.reason = reason
    }

    /// What is wrong and where, in one line.
    public var description: String {
        "JSON, line \(line) column \(column) (byte \(offset)): \(reason.text)"
    }
}
