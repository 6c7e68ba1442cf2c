import Features

/// Medians of the columns of a matrix: what stands for an undefined value.
enum ColumnMedian {
    /// Columns read together: a cache line of floats, so that a pass over the rows loads each line once.
    static let columnsTogether = 16

    /// The median of the finite values of each column in a block of columns.
    ///
    /// With an even number of values it is the mean of the two middle ones, taken in Double and rounded to Float.
    ///
    /// - Parameters:
    ///   - rows: the matrix.
    ///   - block: which block of ``columnsTogether`` columns; the last one may be narrower.
    /// - Returns: one median a column, nil for a column without a finite value.
    static func medians(of rows: FeatureMatrix, block: Int) -> [Float?] {
        let first = block * columnsTogether
        let width = min(columnsTogether, rows.featureCount - first)
        var pass = MedianPass(rows: rows, firstColumn: first, width: width)
        return (0..<width).map { column in
            let count = pass.finiteCount(ofColumn: column)
            guard count > 0 else { return nil }
            // Of an even number the two middle ones.
            let (lower, upper) = ((count - 1) / 2, count / 2)
            let median =
                pass.mean(ofRanks: lower...upper, column: column)
                ?? mean(ofRanks: lower...upper, in: finiteValues(of: rows, column: first + column))
            return median
        }
    }

    /// The mean of the values of one rank or of two ranks side by side.
    static func mean(ofRanks ranks: ClosedRange<Int>, in values: UnsafeMutableBufferPointer<Float>) -> Float {
        Selection.place(ranks.lowerBound, of: values)
        let lower = values[ranks.lowerBound]
        var upper = lower
        if ranks.count == 2, let next = values[ranks.upperBound...].min() { upper = next }
        // Adding 0 turns −0 into 0: which of the two a median is must not depend on the order of the rows.
        return Float((Double(lower) + Double(upper)) / 2) + 0
    }

    private static func mean(ofRanks ranks: ClosedRange<Int>, in values: [Float]) -> Float {
        var values = values
        return values.withUnsafeMutableBufferPointer { mean(ofRanks: ranks, in: $0) }
    }

    private static func finiteValues(of rows: FeatureMatrix, column: Int) -> [Float] {
        var values: [Float] = []
        for row in 0..<rows.rowCount where rows[row, column].isFinite { values.append(rows[row, column]) }
        return values
    }
}
