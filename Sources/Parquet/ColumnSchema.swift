/// A column's name and type.
public struct ColumnSchema: Equatable, Hashable, Sendable {
    /// The name, unique within its schema.
    public let name: String
    /// The type of the values.
    public let type: ColumnType

    /// A column of a name and a type.
    ///
    /// - Parameters:
    ///   - name: the column's name.
    ///   - type: the type of its values.
    public init(name: String, type: ColumnType) {
        self.name = name
        self.type = type
    }
}
