/// Numbers of many rows under one schema: row-major, `[rowCount × featureCount]`, undefined values are NaN.
///
/// Row-major because every reader walks whole rows: a tree compares features of one row, a linear model takes one
/// dot product per row.
public struct FeatureMatrix: Sendable, Equatable {
    /// All values, row after row.
    public private(set) var values: [Float]
    /// Values a row, ≥ 1.
    public let featureCount: Int

    /// Rows held.
    public var rowCount: Int { values.count / featureCount }

    /// An empty matrix.
    /// - Parameters:
    ///   - featureCount: values a row, ≥ 1.
    ///   - reservedRows: rows to make room for.
    public init(featureCount: Int, reservedRows: Int = 0) {
        precondition(featureCount >= 1, "a row needs a feature")
        self.featureCount = featureCount
        values = []
        values.reserveCapacity(reservedRows * featureCount)
    }

    /// A matrix of given values.
    /// - Parameters:
    ///   - values: row-major; the count is a multiple of `featureCount`.
    ///   - featureCount: values a row, ≥ 1.
    public init(values: [Float], featureCount: Int) {
        precondition(featureCount >= 1 && values.count.isMultiple(of: featureCount), "rows must be whole")
        self.values = values
        self.featureCount = featureCount
    }

    /// The values of one row.
    /// - Parameter row: 0 ..< `rowCount`.
    public subscript(row row: Int) -> ArraySlice<Float> {
        values[row * featureCount..<(row + 1) * featureCount]
    }

    /// One value.
    /// - Parameters:
    ///   - row: 0 ..< `rowCount`.
    ///   - feature: 0 ..< `featureCount`.
    public subscript(row: Int, feature: Int) -> Float {
        values[row * featureCount + feature]
    }

    /// Adds a row.
    /// - Parameter row: `featureCount` values.
    public mutating func append(row: some Collection<Float>) {
        precondition(row.count == featureCount, "a row has \(featureCount) values")
        values.append(contentsOf: row)
    }

    /// The rows at the given places, in the given order.
    /// - Parameter rows: places in 0 ..< `rowCount`; a place may repeat.
    /// - Returns: a matrix with one row a place.
    public func selecting(rows: some Sequence<Int>) -> FeatureMatrix {
        var picked = FeatureMatrix(featureCount: featureCount)
        for row in rows { picked.values.append(contentsOf: self[row: row]) }
        return picked
    }
}
