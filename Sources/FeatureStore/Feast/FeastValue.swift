public import Readings

/// A value of a feature or an entity as Feast has it (`feast.types.Value` of Feast 0.67, protos/feast/types/Value.proto).
public enum FeastValue: Sendable, Equatable {
    /// Nothing; Feast writes NaN so too.
    case null
    /// Bytes.
    case bytes([UInt8])
    /// Text.
    case string(String)
    /// 32-bit integer.
    case int32(Int32)
    /// 64-bit integer.
    case int64(Int64)
    /// 64-bit float.
    case double(Double)
    /// 32-bit float.
    case float(Float)
    /// Truth.
    case bool(Bool)
    /// A moment; Feast keeps whole seconds.
    case timestamp(Timestamp)
    /// Lists of the same.
    case bytesList([[UInt8]])
    /// Texts.
    case stringList([String])
    /// 32-bit integers.
    case int32List([Int32])
    /// 64-bit integers.
    case int64List([Int64])
    /// 64-bit floats.
    case doubleList([Double])
    /// 32-bit floats.
    case floatList([Float])
    /// Truths.
    case boolList([Bool])
    /// Moments, in whole seconds.
    case timestampList([Timestamp])

    /// Whether Feast takes it for missing.
    public var isMissing: Bool {
        switch self {
        case .null: true
        case .double(let value): value.isNaN
        case .float(let value): value.isNaN
        default: false
        }
    }
}
