import Readings

/// The history as bytes, for Redis and for the snapshot; all numbers with the lowest byte first:
///
///     "DDH1"  station  quantities: UInt16
///     closed hours: UInt32, each  milliseconds: Int64  rank: UInt8  merged: UInt8  values: Double × quantities
///     sources: UInt16, each a text
///     open readings: UInt32, each  milliseconds: Int64  source: UInt16  values: Double × quantities
///     FNV-1a of all before: UInt64
///
/// A text is its length in bytes as UInt16, and UTF-8.
extension OnlineHistory {
    private static let magic: UInt32 = 0x3148_4444

    /// The history as bytes.
    package var serialized: [UInt8] {
        var bytes = Self.magic.littleEndianBytes
        bytes.reserveCapacity(64 + (closed.count + open.count) * (10 + 8 * quantityCount))
        Self.append(station, to: &bytes)
        Self.append(UInt16(clamping: quantityCount), to: &bytes)
        Self.append(UInt32(clamping: closed.count), to: &bytes)
        for hour in closed {
            Self.append(hour.time.milliseconds, to: &bytes)
            bytes += [UInt8(clamping: hour.rank), hour.isMerged ? 1 : 0]
            for value in hour.values { Self.append(value.bitPattern, to: &bytes) }
        }
        let sources = Set(open.map(\.source)).sorted()
        let codes = Dictionary(uniqueKeysWithValues: zip(sources, 0...))
        Self.append(UInt16(clamping: sources.count), to: &bytes)
        for source in sources { Self.append(source, to: &bytes) }
        Self.append(UInt32(clamping: open.count), to: &bytes)
        for reading in open {
            Self.append(reading.time.milliseconds, to: &bytes)
            Self.append(UInt16(clamping: codes[reading.source] ?? 0), to: &bytes)
            for value in reading.values { Self.append(value.bitPattern, to: &bytes) }
        }
        Self.append(Self.checksum(bytes[...]), to: &bytes)
        return bytes
    }

    /// Reads what ``serialized`` wrote; nil for anything else.
    /// - Parameters:
    ///   - bytes: of any origin.
    ///   - quantityCount: values that a reading must have.
    package init?(serialized bytes: [UInt8], quantityCount: Int) {
        guard bytes.count >= 8, UInt64(littleEndian: bytes.suffix(8)) == Self.checksum(bytes.dropLast(8)) else {
            return nil
        }
        var reader = ByteReader(Array(bytes.dropLast(8)))
        guard reader.integer(UInt32.self) == Self.magic, let station = reader.text(),
            reader.integer(UInt16.self).map(Int.init) == quantityCount,
            let closed = Self.closedHours(&reader, quantityCount), let open = Self.openReadings(&reader, quantityCount),
            reader.isAtEnd,
            zip(closed, closed.dropFirst()).allSatisfy({ $0.time.hourIndex < $1.time.hourIndex }),
            zip(open, open.dropFirst()).allSatisfy({ $0.isBefore($1.time, $1.source) })
        else { return nil }
        guard !open.isEmpty || closed.isEmpty else { return nil }
        if let last = closed.last, let first = open.first, last.time.hourIndex >= first.time.hourIndex { return nil }
        self.init(station: station, quantityCount: quantityCount, closed: closed, open: open)
    }

    private static func closedHours(_ reader: inout ByteReader, _ quantityCount: Int) -> [OnlineHour]? {
        guard let count = reader.integer(UInt32.self), Int(count) <= reader.remaining else { return nil }
        var hours: [OnlineHour] = []
        for _ in 0..<count {
            guard let time = moment(&reader), let rank = reader.integer(UInt8.self),
                let merged = reader.integer(UInt8.self), let values = reader.doubles(quantityCount)
            else { return nil }
            hours.append(OnlineHour(time: time, values: values, rank: Int(rank), isMerged: merged != 0))
        }
        return hours
    }

    private static func openReadings(_ reader: inout ByteReader, _ quantityCount: Int) -> [OpenReading]? {
        guard let sourceCount = reader.integer(UInt16.self) else { return nil }
        var sources: [String] = []
        for _ in 0..<sourceCount {
            guard let source = reader.text() else { return nil }
            sources.append(source)
        }
        guard let count = reader.integer(UInt32.self), Int(count) <= reader.remaining else { return nil }
        var readings: [OpenReading] = []
        for _ in 0..<count {
            guard let time = moment(&reader), let source = reader.integer(UInt16.self).map(Int.init),
                source < sources.count, let values = reader.doubles(quantityCount)
            else { return nil }
            readings.append(OpenReading(time: time, source: sources[source], values: values))
        }
        return readings
    }

    private static func moment(_ reader: inout ByteReader) -> Timestamp? {
        guard let milliseconds = reader.integer(Int64.self) else { return nil }
        let moment = Timestamp(milliseconds: milliseconds)
        return Timestamp.plausible.contains(moment) ? moment : nil
    }

    private static func append(_ text: String, to bytes: inout [UInt8]) {
        let utf8 = Array(text.utf8.prefix(Int(UInt16.max)))
        append(UInt16(utf8.count), to: &bytes)
        bytes += utf8
    }

    private static func append(_ number: some FixedWidthInteger, to bytes: inout [UInt8]) {
        withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
    }

    /// FNV-1a, 64 bits (http://www.isthe.com/chongo/tech/comp/fnv): finds damage, keeps nobody out.
    private static func checksum(_ bytes: ArraySlice<UInt8>) -> UInt64 {
        bytes.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    }
}
