/// The values of a column, one for each row.
public enum ColumnValues: Sendable {
    /// 64-bit floats; NaN is a null in the file.
    case float64([Double])
    /// 32-bit floats; NaN is a null in the file.
    case float32([Float])
    /// 32-bit integers.
    case int32([Int32])
    /// 64-bit integers.
    case int64([Int64])
    /// Milliseconds since 1970-01-01T00:00:00Z.
    case timestamp([Int64])
    /// Milliseconds since 1970-01-01T00:00:00Z, nil where one is missing; `Int64.min` is no moment.
    case optionalTimestamp([Int64?])
    /// Texts, nil where one is missing.
    case string([String?])
    /// Texts as places in `names`, −1 where one is missing. The names are distinct; not all need be used.
    case category(codes: [Int32], names: [String])
    /// Truth values.
    case boolean([Bool])

    /// The number of rows.
    public var count: Int {
        switch self {
        case .float64(let values): values.count
        case .float32(let values): values.count
        case .int32(let values): values.count
        case .int64(let values), .timestamp(let values): values.count
        case .optionalTimestamp(let values): values.count
        case .string(let values): values.count
        case .category(let codes, _): codes.count
        case .boolean(let values): values.count
        }
    }

    /// The type of the values.
    public var type: ColumnType {
        switch self {
        case .float64: .float64
        case .float32: .float32
        case .int32: .int32
        case .int64: .int64
        case .timestamp: .timestamp
        case .optionalTimestamp: .optionalTimestamp
        case .string: .string
        case .category: .category
        case .boolean: .boolean
        }
    }
}

extension ColumnValues: Equatable {
    /// Whether type and values are the same. Two missing values are the same, so NaN equals NaN here.
    ///
    /// - Parameters:
    ///   - left: values.
    ///   - right: other values.
    /// - Returns: true when both have one type and the same values, and categories the same codes and names.
    public static func == (left: ColumnValues, right: ColumnValues) -> Bool {
        switch (left, right) {
        case (.float64(let left), .float64(let right)): haveSameNumbers(left, right)
        case (.float32(let left), .float32(let right)): haveSameNumbers(left, right)
        case (.int32(let left), .int32(let right)): left == right
        case (.int64(let left), .int64(let right)): left == right
        case (.timestamp(let left), .timestamp(let right)): left == right
        case (.optionalTimestamp(let left), .optionalTimestamp(let right)): left == right
        case (.string(let left), .string(let right)): left == right
        case (.category(let left, let leftNames), .category(let right, let rightNames)):
            left == right && leftNames == rightNames
        case (.boolean(let left), .boolean(let right)): left == right
        default: false
        }
    }

    private static func haveSameNumbers<Number: FloatingPoint>(_ left: [Number], _ right: [Number]) -> Bool {
        left.elementsEqual(right) { $0 == $1 || ($0.isNaN && $1.isNaN) }
    }
}
