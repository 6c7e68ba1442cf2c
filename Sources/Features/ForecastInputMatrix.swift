/// What a forecaster saw in many hours: rows of one schema's columns, `[rowCount × inputs]`, undefined values are NaN.
///
/// Products of other columns, which are most columns, are not held: they are computed when a row is read, to the same
/// bits.
public struct ForecastInputMatrix: Sendable, Equatable {
    private struct Product: Equatable {
        let place: Int
        let left: Int
        let right: Int
    }

    /// Rows held.
    public private(set) var rowCount = 0
    /// Values a row.
    public let inputCount: Int

    /// The columns that are held.
    private let columns: [Int]
    private let products: [Product]
    /// `[rowCount × columns]`.
    private var values: [Float] = []

    /// An empty matrix.
    /// - Parameters:
    ///   - schema: gives the columns and their order.
    ///   - reservedRows: rows to make room for.
    public init(schema: ForecastSchema, reservedRows: Int = 0) {
        inputCount = schema.inputs.count
        var (columns, products): ([Int], [Product]) = ([], [])
        for (place, input) in schema.inputs.enumerated() {
            if case .product(let left, let right) = input.definition {
                products.append(Product(place: place, left: left, right: right))
            } else {
                columns.append(place)
            }
        }
        (self.columns, self.products) = (columns, products)
        values.reserveCapacity(reservedRows * columns.count)
    }

    /// Adds a row.
    /// - Parameter row: `inputCount` values, as ``ForecastInputExtractor`` gives them.
    public mutating func append(row: UnsafeBufferPointer<Float>) {
        precondition(row.count == inputCount, "a row has \(inputCount) values")
        for column in columns { values.append(row[column]) }
        rowCount += 1
    }

    /// Writes one row.
    /// - Parameters:
    ///   - row: gets `inputCount` values.
    ///   - place: 0 ..< `rowCount`.
    public func fill(_ row: UnsafeMutableBufferPointer<Float>, ofRow place: Int) {
        precondition(row.count == inputCount, "a row has \(inputCount) values")
        let start = place * columns.count
        values.withUnsafeBufferPointer { values in
            for (slot, column) in columns.enumerated() { row[column] = values[start + slot] }
        }
        for product in products { row[product.place] = row[product.left] * row[product.right] }
    }

    /// The values of one row.
    /// - Parameter place: 0 ..< `rowCount`.
    public subscript(row place: Int) -> [Float] {
        [Float](unsafeUninitializedCapacity: inputCount) { row, count in
            fill(UnsafeMutableBufferPointer(rebasing: row[..<inputCount]), ofRow: place)
            count = inputCount
        }
    }

    /// The values of one row that are held; the others are made of them.
    /// - Parameter place: 0 ..< `rowCount`.
    /// - Returns: the columns that are no products, in their order.
    public func heldValues(ofRow place: Int) -> ArraySlice<Float> {
        values[place * columns.count..<(place + 1) * columns.count]
    }

    /// The rows at the given places, in the given order, with all their columns.
    /// - Parameter places: in 0 ..< `rowCount`; a place may repeat.
    /// - Returns: a matrix with one row a place.
    public func matrix(ofRows places: [Int]) -> FeatureMatrix {
        var matrix = FeatureMatrix(featureCount: inputCount, reservedRows: places.count)
        for place in places { matrix.append(row: self[row: place]) }
        return matrix
    }

    /// The rows at the given places, in the given order.
    /// - Parameter places: in 0 ..< `rowCount`; a place may repeat.
    /// - Returns: a matrix with one row a place.
    public func selecting(rows places: [Int]) -> ForecastInputMatrix {
        var picked = self
        picked.rowCount = places.count
        picked.values = []
        picked.values.reserveCapacity(places.count * columns.count)
        for place in places {
            picked.values.append(contentsOf: heldValues(ofRow: place))
        }
        return picked
    }
}
