public import JSON

/// One thing that is wrong with what was sent, and where.
public struct ValidationIssue: Error, Equatable, Sendable {
    /// What is wrong, in pydantic's words where it has one.
    public enum Kind: String, Sendable {
        /// No JSON.
        case malformedJSON = "json_invalid"
        /// A number that no JSON number can be.
        case finiteNumber = "finite_number"
        /// A name that stands twice in an object.
        case duplicateName = "duplicate_name"
        /// A member that must be there.
        case missing
        /// Not an object.
        case object = "dict_type"
        /// Not an array.
        case list = "list_type"
        /// Not a number.
        case number = "float_type"
        /// Not a whole number.
        case integer = "int_type"
        /// Neither true nor false.
        case boolean = "bool_type"
        /// Not a string.
        case string = "string_type"
        /// A string with too few characters.
        case stringTooShort = "string_too_short"
        /// A string with too many characters.
        case stringTooLong = "string_too_long"
        /// A string with control characters.
        case controlCharacter = "string_pattern_mismatch"
        /// Not a moment of ISO 8601.
        case moment = "datetime_parsing"
        /// A moment that has not been yet.
        case future = "datetime_past"
        /// A value below its range.
        case tooSmall = "greater_than_equal"
        /// A value above its range.
        case tooLarge = "less_than_equal"
        /// None of the values that are known.
        case notAmong = "literal_error"
        /// Too few elements.
        case tooShort = "too_short"
        /// Too many elements.
        case tooLong = "too_long"
        /// Members of more than one schema.
        case ambiguousSchema = "ambiguous_schema"
    }

    /// One step of the way to the value.
    public enum Step: Equatable, Sendable {
        /// A member, or `body` at the begin.
        case name(String)
        /// An element of an array, or in a text that could not be read the byte.
        case index(Int)
    }

    /// What is wrong.
    public let kind: Kind
    /// The way to the value.
    public let place: [Step]
    /// What is wrong, in words.
    public let message: String

    /// An issue.
    /// - Parameters:
    ///   - kind: what is wrong.
    ///   - place: the way to the value, from `body` on.
    ///   - message: what is wrong, in words.
    public init(_ kind: Kind, at place: [Step], _ message: String) {
        self.kind = kind
        self.place = place
        self.message = message
    }

    /// Writes `{"loc", "msg", "type"}`.
    /// - Parameter writer: gets the object.
    public func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.name("loc")
            writer.array { writer in
                for step in place {
                    switch step {
                    case .name(let name): writer.value(name)
                    case .index(let index): writer.value(index)
                    }
                }
            }
            writer.member("msg", message)
            writer.member("type", kind.rawValue)
        }
    }
}
