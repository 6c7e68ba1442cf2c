/// Walks through bytes that may be anything; nil where they end too early.
struct ByteReader {
    private let bytes: [UInt8]
    private var place = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    var isAtEnd: Bool { place == bytes.count }
    var remaining: Int { bytes.count - place }

    mutating func integer<Number: FixedWidthInteger>(_: Number.Type = Number.self) -> Number? {
        let width = Number.bitWidth / 8
        guard width <= remaining else { return nil }
        var value: Number = 0
        for offset in 0..<width { value |= Number(truncatingIfNeeded: bytes[place + offset]) << Number(offset * 8) }
        place += width
        return value
    }

    mutating func text() -> String? {
        guard let length = integer(UInt16.self).map(Int.init), length <= remaining else { return nil }
        defer { place += length }
        return String(validating: bytes[place..<place + length], as: UTF8.self)
    }

    mutating func doubles(_ count: Int) -> [Double]? {
        guard count * 8 <= remaining else { return nil }
        var values: [Double] = []
        values.reserveCapacity(count)
        for _ in 0..<count {
            guard let bits = integer(UInt64.self) else { return nil }
            values.append(Double(bitPattern: bits))
        }
        return values
    }
}
