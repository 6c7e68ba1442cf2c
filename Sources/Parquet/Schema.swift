/// The columns of a file or batch, in their order.
public struct Schema: Equatable, Hashable, Sendable {
    /// The columns, from left to right.
    public let columns: [ColumnSchema]

    /// The columns' names, from left to right.
    public var names: [String] { columns.map(\.name) }

    /// A schema of columns.
    ///
    /// - Parameter columns: the columns, from left to right.
    public init(_ columns: [ColumnSchema]) {
        self.columns = columns
    }

    /// The column of a name, nil when there is none.
    ///
    /// - Parameter name: the column's name, letter case counting.
    public subscript(name: String) -> ColumnSchema? {
        columns.first { $0.name == name }
    }
}
