/// The few parts of protobuf's wire format (https://protobuf.dev/programming-guides/encoding) of which Feast's values are
/// made.
enum ProtobufField: Equatable {
    case varint(UInt64)
    case fixed64(UInt64)
    case bytes([UInt8])
    case fixed32(UInt32)

    /// Reads the fields of a message in their order; nil for bytes that are no message.
    static func read(_ message: [UInt8]) -> [(number: Int, field: ProtobufField)]? {
        var fields: [(Int, ProtobufField)] = []
        var place = 0
        while place < message.count {
            guard let tag = varint(in: message, at: &place), tag >> 3 > 0, tag >> 3 < 1 << 29 else { return nil }
            let field: ProtobufField
            switch tag & 7 {
            case 0:
                guard let value = varint(in: message, at: &place) else { return nil }
                field = .varint(value)
            case 1:
                guard let value = fixed(8, in: message, at: &place) else { return nil }
                field = .fixed64(value)
            case 2:
                guard let length = varint(in: message, at: &place), length <= UInt64(message.count - place) else {
                    return nil
                }
                field = .bytes(Array(message[place..<place + Int(length)]))
                place += Int(length)
            case 5:
                guard let value = fixed(4, in: message, at: &place) else { return nil }
                field = .fixed32(UInt32(truncatingIfNeeded: value))
            default: return nil
            }
            fields.append((Int(tag >> 3), field))
        }
        return fields
    }

    /// A field as it is written.
    static func write(_ number: Int, _ field: ProtobufField, to bytes: inout [UInt8]) {
        switch field {
        case .varint(let value):
            write(UInt64(number) << 3, to: &bytes)
            write(value, to: &bytes)
        case .fixed64(let value):
            write(UInt64(number) << 3 | 1, to: &bytes)
            bytes += value.littleEndianBytes
        case .bytes(let content):
            write(UInt64(number) << 3 | 2, to: &bytes)
            write(UInt64(content.count), to: &bytes)
            bytes += content
        case .fixed32(let value):
            write(UInt64(number) << 3 | 5, to: &bytes)
            bytes += value.littleEndianBytes
        }
    }

    /// Writes a varint.
    static func write(_ value: UInt64, to bytes: inout [UInt8]) {
        var rest = value
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }

    /// Reads a varint of at most ten bytes.
    static func varint(in bytes: [UInt8], at place: inout Int) -> UInt64? {
        var value: UInt64 = 0
        for shift in stride(from: 0, to: 70, by: 7) {
            guard place < bytes.count else { return nil }
            let byte = bytes[place]
            place += 1
            // The tenth byte has room for the 64th bit alone.
            guard shift < 63 || byte <= 1 else { return nil }
            value |= UInt64(byte & 0x7F) << UInt64(shift)
            if byte < 0x80 { return value }
        }
        return nil
    }

    private static func fixed(_ count: Int, in bytes: [UInt8], at place: inout Int) -> UInt64? {
        guard count <= bytes.count - place else { return nil }
        let value = UInt64(littleEndian: bytes[place..<place + count])
        place += count
        return value
    }
}

extension FixedWidthInteger {
    /// The bytes, the lowest first.
    var littleEndianBytes: [UInt8] {
        (0..<Self.bitWidth / 8).map { UInt8(truncatingIfNeeded: self >> Self($0 * 8)) }
    }

    /// The number of at most as many bytes as it has, the lowest first.
    init(littleEndian bytes: some Sequence<UInt8>) {
        self = bytes.enumerated().reduce(0) { $0 | Self(truncatingIfNeeded: $1.element) << Self($1.offset * 8) }
    }
}
