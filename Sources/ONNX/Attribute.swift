/// The value of one attribute of a node.
public enum Attribute: Equatable, Sendable {
    /// One integer.
    case int(Int64)
    /// One single precision number.
    case float(Float)
    /// One text.
    case string(String)
    /// A list of integers.
    case ints([Int64])
    /// A list of single precision numbers.
    case floats([Float])
    /// A list of texts.
    case strings([String])
    /// A constant.
    case tensor(Tensor)
    /// A value that this module carries along in a file but neither reads nor writes, such as a graph, by its number in
    /// `AttributeProto.AttributeType`.
    case other(Int32)

    /// An element type, as the operator `Cast` takes it in its attribute `to`.
    ///
    /// - Parameter type: the type.
    /// - Returns: its number as an integer attribute.
    public static func elementType(_ type: ElementType) -> Attribute {
        .int(Int64(type.code))
    }
}
