/// The type of a column's values.
public enum ColumnType: Equatable, Hashable, Sendable, CaseIterable {
    /// 64-bit floats; NaN stands for a missing value.
    case float64
    /// 32-bit floats; NaN stands for a missing value.
    case float32
    /// 32-bit integers, none missing.
    case int32
    /// 64-bit integers, none missing.
    case int64
    /// Milliseconds since 1970-01-01T00:00:00Z, none missing.
    case timestamp
    /// Milliseconds since 1970-01-01T00:00:00Z, or missing. Columns are read so only where that is asked for.
    case optionalTimestamp
    /// Texts.
    case string
    /// Texts of a small set, stored as codes into a list of names.
    case category
    /// Truth values, none missing.
    case boolean
}
