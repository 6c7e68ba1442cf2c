import Features
import Readings

/// How the bytes of a ring file are laid out; `docs/reference/formats.md` says it in words. All numbers have their lowest
/// byte first.
struct RingLayout: Equatable {
    static let headerSize = 4096
    static let magic = Array("DDRING01".utf8)
    private static let identityOffset = 40
    private static let stationSize = 128
    private static let stationOffset = 40

    let fingerprint: String
    let quantityCount: Int
    let featureCount: Int
    /// Records that the ring holds, ≥ 1.
    let capacity: Int
    /// Tells a ring from the one that was at its path before.
    let identity: UInt64

    init(_ schema: FeatureSchema, capacity: Int, identity: UInt64 = .random(in: .min ... .max)) {
        self.identity = identity
        fingerprint = schema.fingerprint
        quantityCount = schema.sensors.quantities.count
        featureCount = schema.features.count
        self.capacity = capacity
    }

    /// Reads a header; nil when it is none, or that of other features than the schema's.
    init?(header: [UInt8], schema: FeatureSchema) {
        var reader = ByteReader(header)
        guard header.count == Self.headerSize, Array(header.prefix(8)) == Self.magic,
            reader.integer(UInt64.self) != nil,
            let size = reader.integer(UInt32.self), let quantities = reader.integer(UInt32.self),
            let features = reader.integer(UInt32.self), let capacity = reader.integer(UInt32.self), capacity > 0
        else { return nil }
        let identity = UInt64(littleEndian: header[Self.identityOffset..<Self.identityOffset + 8])
        self.init(schema, capacity: Int(capacity), identity: identity)
        guard quantityCount == quantities, featureCount == features, recordSize == size, header == self.header
        else { return nil }
    }

    /// Bytes of a record.
    var recordSize: Int { Self.stationOffset + Self.stationSize + quantityCount * 8 + featureCount * 4 + 8 }

    /// Bytes of the whole file.
    var fileSize: Int { Self.headerSize + capacity * recordSize }

    /// Where the record of a number stands.
    func offset(of sequence: UInt64) -> Int {
        Self.headerSize + Int((sequence &- 1) % UInt64(capacity)) * recordSize
    }

    var header: [UInt8] {
        var bytes = Self.magic
        for number in [recordSize, quantityCount, featureCount, capacity] {
            bytes += UInt32(truncatingIfNeeded: number).littleEndianBytes
        }
        bytes += Array(fingerprint.utf8)
        bytes += identity.littleEndianBytes
        bytes += Self.checksum(bytes).littleEndianBytes
        return bytes + [UInt8](repeating: 0, count: Self.headerSize - bytes.count)
    }

    /// Writes a record.
    /// - Parameters:
    ///   - record: of the layout's schema.
    ///   - sequence: its number in the ring, ≥ 1.
    ///   - target: ``recordSize`` bytes.
    func write(_ record: PredictionRecord, sequence: UInt64, to target: UnsafeMutableRawBufferPointer) {
        var place = 0
        func put<Number: FixedWidthInteger>(_ number: Number) {
            target.storeBytes(of: number.littleEndian, toByteOffset: place, as: Number.self)
            place += Number.bitWidth / 8
        }
        put(sequence)
        put(record.answeredAt.milliseconds)
        put(record.observedAt.milliseconds)
        put(record.anomalyScore.bitPattern)
        put(UInt32(truncatingIfNeeded: record.modelVersion))
        let station = Self.station(record.station)
        put(UInt8(record.isAnomaly ? 1 : 0))
        put(UInt8(truncatingIfNeeded: station.count))
        put(UInt16(0))
        for byte in station { put(byte) }
        for _ in station.count..<Self.stationSize { put(UInt8(0)) }
        for quantity in 0..<quantityCount {
            put((quantity < record.values.count ? record.values[quantity] : .nan).bitPattern)
        }
        for feature in 0..<featureCount {
            put((feature < record.features.count ? record.features[feature] : .nan).bitPattern)
        }
        put(Self.checksum(UnsafeRawBufferPointer(target).prefix(place)))
    }

    /// Reads a record; nil for an empty place and for one whose writing was cut short.
    func record(_ bytes: ArraySlice<UInt8>) -> WindowRecord? {
        guard bytes.count == recordSize, bytes.prefix(8).contains(where: { $0 != 0 }),
            bytes.suffix(8).elementsEqual(Self.checksum(bytes.dropLast(8)).littleEndianBytes)
        else { return nil }
        var reader = ByteReader(Array(bytes))
        guard let sequence = reader.integer(UInt64.self), let answeredAt = reader.integer(Int64.self),
            let observedAt = reader.integer(Int64.self), let score = reader.integer(UInt64.self),
            let version = reader.integer(UInt32.self), let flags = reader.integer(UInt8.self),
            let length = reader.integer(UInt8.self), length <= Self.stationSize, reader.integer(UInt16.self) != nil,
            let station = String(
                validating: bytes.dropFirst(Self.stationOffset).prefix(Int(length)), as: UTF8.self)
        else { return nil }
        for _ in 0..<Self.stationSize / 8 { _ = reader.integer(UInt64.self) }
        guard let values = reader.doubles(quantityCount) else { return nil }
        var features: [Float] = []
        features.reserveCapacity(featureCount)
        for _ in 0..<featureCount {
            guard let bits = reader.integer(UInt32.self) else { return nil }
            features.append(Float(bitPattern: bits))
        }
        return WindowRecord(
            sequence: sequence, answeredAt: Timestamp(milliseconds: answeredAt),
            observedAt: Timestamp(milliseconds: observedAt), station: station, modelVersion: Int(version),
            anomalyScore: Double(bitPattern: score), isAnomaly: flags & 1 == 1, values: values, features: features)
    }

    private static func station(_ name: String) -> [UInt8] {
        let bytes = Array(name.utf8)
        guard bytes.count > stationSize else { return bytes }
        let digits = String(checksum(bytes), radix: 16)
        var head = name
        while head.utf8.count + 1 + digits.utf8.count > stationSize { head.unicodeScalars.removeLast() }
        return Array("\(head)~\(digits)".utf8)
    }

    /// 64-bit FNV-1a, against accidents.
    private static func checksum(_ bytes: some Sequence<UInt8>) -> UInt64 {
        bytes.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01b3 }
    }
}
