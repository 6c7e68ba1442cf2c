/// The type of a tensor's elements.
public enum ElementType: Hashable, Sendable {
    /// IEEE 754 single precision.
    case float32
    /// Two's complement, 64 bits.
    case int64
    /// A type that this module carries along but neither reads nor writes, by its number in `TensorProto.DataType`.
    case other(Int32)

    /// The element type with a number of `TensorProto.DataType`.
    ///
    /// - Parameter code: 1 for float32, 7 for int64.
    public init(code: Int32) {
        switch code {
        case 1: self = .float32
        case 7: self = .int64
        default: self = .other(code)
        }
    }

    /// The number in `TensorProto.DataType`.
    public var code: Int32 {
        switch self {
        case .float32: 1
        case .int64: 7
        case .other(let code): code
        }
    }
}

extension ElementType: CustomStringConvertible {
    private static let names = [
        "undefined", "float32", "uint8", "int8", "uint16", "int16", "int32", "int64", "string", "bool", "float16",
        "float64", "uint32", "uint64", "complex64", "complex128", "bfloat16",
    ]

    /// The type's usual name, such as `float32`, or `#` and its number.
    public var description: String {
        Self.names.indices.contains(Int(code)) ? Self.names[Int(code)] : "#\(code)"
    }
}
