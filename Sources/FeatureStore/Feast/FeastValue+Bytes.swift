import Readings

extension FeastValue {
    /// The value as Feast stores it; empty for a missing one.
    public var serialized: [UInt8] {
        guard !isMissing else { return [] }
        var bytes: [UInt8] = []
        let (number, field) = encoded
        ProtobufField.write(number, field, to: &bytes)
        return bytes
    }

    /// Reads a value that Feast or ``serialized`` wrote; nil for bytes that are none, and for types that are not known
    /// here.
    /// - Parameter bytes: empty for a missing value.
    public init?(serialized bytes: [UInt8]) {
        guard let fields = ProtobufField.read(bytes) else { return nil }
        // Of a one-of the last counts.
        guard let last = fields.last else {
            self = .null
            return
        }
        switch (last.number, last.field) {
        case (1, .bytes(let bytes)): self = .bytes(bytes)
        case (2, .bytes(let bytes)):
            guard let text = String(validating: bytes, as: UTF8.self) else { return nil }
            self = .string(text)
        case (3, .varint(let value)): self = .int32(Int32(truncatingIfNeeded: value))
        case (4, .varint(let value)): self = .int64(Int64(bitPattern: value))
        case (5, .fixed64(let bits)): self = .double(Double(bitPattern: bits))
        case (6, .fixed32(let bits)): self = .float(Float(bitPattern: bits))
        case (7, .varint(let value)): self = .bool(value != 0)
        case (8, .varint(let seconds)):
            guard let moment = Timestamp(seconds: Int64(bitPattern: seconds)) else { return nil }
            self = .timestamp(moment)
        case (11...18, .bytes(let message)):
            guard let list = Self.list(last.number, message) else { return nil }
            self = list
        case (19, .varint): self = .null
        default: return nil
        }
    }

    private var encoded: (Int, ProtobufField) {
        switch self {
        case .null: (19, .varint(0))
        case .bytes(let bytes): (1, .bytes(bytes))
        case .string(let text): (2, .bytes(Array(text.utf8)))
        case .int32(let value): (3, .varint(UInt64(bitPattern: Int64(value))))
        case .int64(let value): (4, .varint(UInt64(bitPattern: value)))
        case .double(let value): (5, .fixed64(value.bitPattern))
        case .float(let value): (6, .fixed32(value.bitPattern))
        case .bool(let value): (7, .varint(value ? 1 : 0))
        case .timestamp(let moment): (8, .varint(UInt64(bitPattern: moment.seconds)))
        case .bytesList(let list): (11, Self.message(list.map { .bytes($0) }))
        case .stringList(let list): (12, Self.message(list.map { .bytes(Array($0.utf8)) }))
        case .int32List(let list): (13, Self.packed(list.map { UInt64(bitPattern: Int64($0)) }))
        case .int64List(let list): (14, Self.packed(list.map { UInt64(bitPattern: $0) }))
        case .doubleList(let list): (15, Self.packed(list.flatMap(\.bitPattern.littleEndianBytes)))
        case .floatList(let list): (16, Self.packed(list.flatMap(\.bitPattern.littleEndianBytes)))
        case .boolList(let list): (17, Self.packed(list.map { $0 ? 1 : 0 as UInt64 }))
        case .timestampList(let list): (18, Self.packed(list.map { UInt64(bitPattern: $0.seconds) }))
        }
    }

    private static func message(_ elements: [ProtobufField]) -> ProtobufField {
        var bytes: [UInt8] = []
        for element in elements { ProtobufField.write(1, element, to: &bytes) }
        return .bytes(bytes)
    }

    private static func packed(_ varints: [UInt64]) -> ProtobufField {
        var content: [UInt8] = []
        for value in varints { ProtobufField.write(value, to: &content) }
        return packed(content)
    }

    private static func packed(_ content: [UInt8]) -> ProtobufField {
        message(content.isEmpty ? [] : [.bytes(content)])
    }

    private static func list(_ number: Int, _ message: [UInt8]) -> FeastValue? {
        guard let fields = ProtobufField.read(message), fields.allSatisfy({ $0.number == 1 }) else { return nil }
        switch number {
        case 11, 12:
            var elements: [[UInt8]] = []
            for field in fields {
                guard case .bytes(let bytes) = field.field else { return nil }
                elements.append(bytes)
            }
            guard number == 12 else { return .bytesList(elements) }
            let texts = elements.compactMap { String(validating: $0, as: UTF8.self) }
            return texts.count == elements.count ? .stringList(texts) : nil
        case 15:
            return floats(fields, width: 8) { Double(bitPattern: UInt64(littleEndian: $0)) }.map(FeastValue.doubleList)
        case 16:
            return floats(fields, width: 4) { Float(bitPattern: UInt32(littleEndian: $0)) }.map(FeastValue.floatList)
        default:
            guard let values = varints(fields) else { return nil }
            switch number {
            case 13: return .int32List(values.map { Int32(truncatingIfNeeded: $0) })
            case 14: return .int64List(values.map { Int64(bitPattern: $0) })
            case 17: return .boolList(values.map { $0 != 0 })
            default:
                let moments = values.compactMap { Timestamp(seconds: Int64(bitPattern: $0)) }
                return moments.count == values.count ? .timestampList(moments) : nil
            }
        }
    }

    /// Numbers of a repeated field, packed or one by one.
    private static func varints(_ fields: [(number: Int, field: ProtobufField)]) -> [UInt64]? {
        var values: [UInt64] = []
        for field in fields {
            switch field.field {
            case .varint(let value): values.append(value)
            case .bytes(let content):
                var place = 0
                while place < content.count {
                    guard let value = ProtobufField.varint(in: content, at: &place) else { return nil }
                    values.append(value)
                }
            case .fixed32, .fixed64: return nil
            }
        }
        return values
    }

    private static func floats<Number>(
        _ fields: [(number: Int, field: ProtobufField)], width: Int, _ read: (ArraySlice<UInt8>) -> Number
    ) -> [Number]? {
        var values: [Number] = []
        for field in fields {
            switch field.field {
            case .fixed64(let bits) where width == 8: values.append(read(bits.littleEndianBytes[...]))
            case .fixed32(let bits) where width == 4: values.append(read(bits.littleEndianBytes[...]))
            case .bytes(let content) where content.count % width == 0:
                values += stride(from: 0, to: content.count, by: width).map { read(content[$0..<$0 + width]) }
            default: return nil
            }
        }
        return values
    }
}

extension Timestamp {
    /// Whole seconds since 1970, rounded towards the past.
    var seconds: Int64 { milliseconds >= 0 ? milliseconds / 1_000 : (milliseconds - 999) / 1_000 }

    /// A moment by its seconds since 1970; nil for those that no clock shows.
    init?(seconds: Int64) {
        let (milliseconds, overflows) = seconds.multipliedReportingOverflow(by: 1_000)
        guard !overflows else { return nil }
        self.init(milliseconds: milliseconds)
    }
}
