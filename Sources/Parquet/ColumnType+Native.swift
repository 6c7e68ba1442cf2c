import CParquet

extension ColumnType {
    /// The type of a column as the library gives it, nil for one that this room cannot hold.
    init?(_ native: CParquetType) {
        switch native {
        case CParquetTypeFloat64: self = .float64
        case CParquetTypeFloat32: self = .float32
        case CParquetTypeInt32: self = .int32
        case CParquetTypeInt64: self = .int64
        case CParquetTypeTimestamp: self = .timestamp
        case CParquetTypeOptionalTimestamp: self = .optionalTimestamp
        case CParquetTypeString: self = .string
        case CParquetTypeCategory: self = .category
        case CParquetTypeBoolean: self = .boolean
        default: return nil
        }
    }

    var native: CParquetType {
        switch self {
        case .float64: CParquetTypeFloat64
        case .float32: CParquetTypeFloat32
        case .int32: CParquetTypeInt32
        case .int64: CParquetTypeInt64
        case .timestamp: CParquetTypeTimestamp
        case .optionalTimestamp: CParquetTypeOptionalTimestamp
        case .string: CParquetTypeString
        case .category: CParquetTypeCategory
        case .boolean: CParquetTypeBoolean
        }
    }
}
