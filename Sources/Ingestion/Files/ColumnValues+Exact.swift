public import Parquet

extension ColumnValues {
    /// Cells of a CSV file in the narrowest of 64-bit integers, 64-bit floats and texts that loses nothing.
    ///
    /// Integers are cells that are all written as the integer is: none is missing, none has a zero or a plus before it.
    /// Floats are cells that are missing or written as the float is, at least one with decimals. All else stays text, such
    /// as `00501`, integers with gaps, and digits that no float has.
    /// - Parameter cells: nil where missing.
    /// - Returns: values from which the numbers and texts of all cells can be had again.
    public static func exact(_ cells: [String?]) -> ColumnValues {
        var integers: [Int64] = []
        for cell in cells {
            guard let cell, let value = Int64(cell), "\(value)" == cell else { break }
            integers.append(value)
        }
        if integers.count == cells.count, !cells.isEmpty { return .int64(integers) }
        var floats: [Double] = []
        var hasDecimals = false
        for cell in cells {
            guard let cell else {
                floats.append(.nan)
                continue
            }
            guard let value = Double(cell), value.isFinite, "\(value)" == cell || "\(value)" == "\(cell).0" else {
                return .string(cells)
            }
            if "\(value)" == cell { hasDecimals = true }
            floats.append(value)
        }
        return hasDecimals ? .float64(floats) : .string(cells)
    }
}
