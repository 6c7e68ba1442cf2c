/// How each input column is filled where undefined, shifted and scaled before a linear model sees it.
public struct ColumnScale: Sendable, Equatable {
    /// Mean of the defined training values: what stands in for an undefined one.
    public let means: [Float]
    /// One over the standard deviation of the filled training values; 0 for a constant column, which tells nothing.
    public let inverseDeviations: [Float]

    /// Standardised values are kept within this distance of 0, so that one absurd input cannot carry a forecast away.
    public static let clip: Float = 6

    /// A scale of given numbers, one of each kind a column.
    public init(means: [Float], inverseDeviations: [Float]) {
        precondition(means.count == inverseDeviations.count, "a column has a mean and a deviation")
        self.means = means
        self.inverseDeviations = inverseDeviations
    }

    /// The scale of some rows. A column without any defined value gets mean 0 and says nothing.
    /// - Parameters:
    ///   - width: columns.
    ///   - rows: the training rows.
    ///   - fill: writes a row's columns, NaN where undefined; asked twice of each row.
    public init(width: Int, rows: [Int], fill: (UnsafeMutableBufferPointer<Float>, _ row: Int) -> Void) {
        var values = [Float](repeating: .nan, count: width)
        var sums = [Double](repeating: 0, count: width)
        var counts = [Int](repeating: 0, count: width)
        for row in rows {
            values.withUnsafeMutableBufferPointer { fill($0, row) }
            for (column, value) in values.enumerated() where !value.isNaN {
                sums[column] += Double(value)
                counts[column] += 1
            }
        }
        let means = zip(sums, counts).map { $1 > 0 ? Float($0 / Double($1)) : 0 }
        var squares = [Double](repeating: 0, count: width)
        for row in rows {
            values.withUnsafeMutableBufferPointer { fill($0, row) }
            for (column, value) in values.enumerated() where !value.isNaN {
                let distance = Double(value) - Double(means[column])
                squares[column] += distance * distance
            }
        }
        // A filled value lies on the mean and adds no square, but counts.
        let deviations = squares.map { (rows.isEmpty ? 0 : $0 / Double(rows.count)).squareRoot() }
        self.init(means: means, inverseDeviations: deviations.map { $0 > 1e-9 ? Float(1 / $0) : 0 })
    }

    /// A standardised value.
    /// - Parameters:
    ///   - value: an input, NaN where undefined.
    ///   - column: its column.
    /// - Returns: −6 … 6; 0 where the input is undefined.
    @inline(__always)
    public func standardized(_ value: Float, column: Int) -> Float {
        guard !value.isNaN else { return 0 }
        return min(max((value - means[column]) * inverseDeviations[column], -Self.clip), Self.clip)
    }
}
