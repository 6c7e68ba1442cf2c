/// Columns of equal length and distinct names.
public struct RecordBatch: Equatable, Sendable {
    /// The columns, from left to right.
    public let columns: [Column]
    /// The number of rows, 0 without columns.
    public let rowCount: Int

    private let places: [String: Int]

    /// The names and types of the columns.
    public var schema: Schema { Schema(columns.map(\.schema)) }

    /// A batch of columns.
    ///
    /// - Parameter columns: the columns, from left to right.
    /// - Throws: ``ParquetError`` with the column's name as subject: `.unequalLengths`, `.duplicateColumn`.
    public init(_ columns: [Column]) throws(ParquetError) {
        rowCount = columns.first?.values.count ?? 0
        var places: [String: Int] = [:]
        for (place, column) in columns.enumerated() {
            guard column.values.count == rowCount else {
                throw ParquetError(column.name, .unequalLengths(found: column.values.count, expected: rowCount))
            }
            guard places.updateValue(place, forKey: column.name) == nil else {
                throw ParquetError(column.name, .duplicateColumn(column.name))
            }
        }
        self.columns = columns
        self.places = places
    }

    /// The values of the column of a name, nil when there is none.
    ///
    /// - Parameter name: the column's name, letter case counting.
    public subscript(name: String) -> ColumnValues? {
        places[name].map { columns[$0].values }
    }
}
