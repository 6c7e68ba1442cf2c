import JSON

/// One thing that is wrong with a body, and where.
struct ValidationIssue: Equatable {
    /// What is wrong, in pydantic's words where it has one.
    enum Kind: String {
        case malformedJSON = "json_invalid"
        case finiteNumber = "finite_number"
        case duplicateName = "duplicate_name"
        case missing
        case object = "dict_type"
        case list = "list_type"
        case number = "float_type"
        case integer = "int_type"
        case string = "string_type"
        case stringTooShort = "string_too_short"
        case stringTooLong = "string_too_long"
        case controlCharacter = "string_pattern_mismatch"
        case moment = "datetime_parsing"
        case tooSmall = "greater_than_equal"
        case tooLarge = "less_than_equal"
        case notAmong = "literal_error"
        case tooShort = "too_short"
        case tooLong = "too_long"
        case ambiguousSchema = "ambiguous_schema"
    }

    /// One step of the way to the value.
    enum Step: Equatable {
        /// A member, or `body` at the begin.
        case name(String)
        /// An element of an array, or in a text that could not be read the byte.
        case index(Int)
    }

    let kind: Kind
    let place: [Step]
    let message: String

    init(_ kind: Kind, at place: [Step], _ message: String) {
        self.kind = kind
        self.place = place
        self.message = message
    }

    /// Writes `{"loc", "msg", "type"}`.
    func write(to writer: inout JSONWriter) {
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
