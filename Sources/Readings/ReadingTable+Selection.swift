extension ReadingTable {
    /// The rows that pass a test, in their order.
    /// - Parameter isWanted: called once a row, ascending.
    /// - Returns: a table of those rows; the same table when all pass.
    public func selecting(where isWanted: (Int) -> Bool) -> ReadingTable {
        let rows = (0..<rowCount).filter(isWanted)
        return rows.count < rowCount ? selecting(rows) : self
    }

    /// Some rows, in the order of their numbers given.
    /// - Parameter rows: each 0 ..< `rowCount`.
    /// - Returns: a table of those rows.
    public func selecting(_ rows: [Int]) -> ReadingTable {
        var selected = ReadingTable(schema: schema)
        selected.append(rows, of: self)
        return selected
    }
}

extension ReadingTable {
    /// Adds all rows of another table at the end.
    /// - Parameter other: of the same schema.
    public mutating func append(contentsOf other: ReadingTable) {
        append(0..<other.rowCount, of: other)
    }
}
