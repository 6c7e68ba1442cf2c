/// A named column of values.
public struct Column: Equatable, Sendable {
    /// The name, unique within its batch.
    public let name: String
    /// The values, one for each row.
    public let values: ColumnValues

    /// The name and type.
    public var schema: ColumnSchema { ColumnSchema(name: name, type: values.type) }

    /// A column of a name and values.
    ///
    /// - Parameters:
    ///   - name: the column's name.
    ///   - values: one value for each row.
    public init(name: String, values: ColumnValues) {
        self.name = name
        self.values = values
    }
}
