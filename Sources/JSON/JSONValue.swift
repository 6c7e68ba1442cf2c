/// One value of a JSON document.
public enum JSONValue: Sendable, Equatable {
    /// `null`.
    case null
    /// `true` or `false`.
    case bool(Bool)
    /// A number written without fraction and exponent that fits `Int`; `-0` is a ``number(_:)``.
    case integer(Int)
    /// Any other number, rounded once to the nearest Double; always finite.
    case number(Double)
    /// A string, its escapes resolved.
    case string(String)
    /// An array.
    case array([JSONValue])
    /// An object, its members in the order of the document.
    case object(JSONObject)

    /// The number, however it is written; nil for other values. Integers beyond 2⁵³ are rounded.
    public var double: Double? {
        switch self {
        case .integer(let value): Double(value)
        case .number(let value): value
        case .null, .bool, .string, .array, .object: nil
        }
    }

    /// The number if it is whole and fits `Int`, as in `1450`, `1450.0` and `1.45e3`; nil for other values.
    public var exactInteger: Int? {
        switch self {
        case .integer(let value): value
        case .number(let value): Int(exactly: value)
        case .null, .bool, .string, .array, .object: nil
        }
    }
}
