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
        let height = rows.rowCount
        var counts = [Int](repeating: 0, count: width)
        var keys = [UInt32](repeating: 0, count: width * height)
        rows.values.withUnsafeBufferPointer { values in
            for row in 0..<height {
                for column in 0..<width {
                    let value = values[row * rows.featureCount + first + column]
                    guard value.isFinite else { continue }
                    keys[column * height + counts[column]] = key(of: value)
                    counts[column] += 1
                }
            }
        }
        var histogram = [Int](repeating: 0, count: 1 << 16)
        return (0..<width).map { column in
            let count = counts[column]
            guard count > 0 else { return nil }
            let defined = keys[column * height..<column * height + count]
            let lower = select((count - 1) / 2, of: defined, histogram: &histogram)
            let upper = count.isMultiple(of: 2) ? select(count / 2, of: defined, histogram: &histogram) : lower
            return Float((Double(value(of: lower)) + Double(value(of: upper))) / 2)
        }
    }

    /// The key of a given rank: radix selection on the upper, then on the lower 16 bits. Linear whatever the values.
    private static func select(_ rank: Int, of keys: ArraySlice<UInt32>, histogram: inout [Int]) -> UInt32 {
        var rank = rank
        for key in keys { histogram[Int(key >> 16)] += 1 }
        let upper = takeBin(of: &rank, from: &histogram)
        for key in keys where key >> 16 == upper { histogram[Int(key & 0xFFFF)] += 1 }
        return upper << 16 | takeBin(of: &rank, from: &histogram)
    }

    /// The bin that holds a rank, which becomes the rank within the bin; the histogram is cleared.
    private static func takeBin(of rank: inout Int, from histogram: inout [Int]) -> UInt32 {
        var bin = 0
        while rank >= histogram[bin] {
            rank -= histogram[bin]
            bin += 1
        }
        for place in histogram.indices { histogram[place] = 0 }
        return UInt32(bin)
    }

    /// Bits that order as the values do.
    private static func key(of value: Float) -> UInt32 {
        let bits = value.bitPattern
        return bits >> 31 == 0 ? bits | 0x8000_0000 : ~bits
    }

    private static func value(of key: UInt32) -> Float {
        Float(bitPattern: key >> 31 == 1 ? key & 0x7FFF_FFFF : ~key)
    }
}
