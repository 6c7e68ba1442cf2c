import Readings

/// The history as bytes, for Redis and for the snapshot; all numbers with the lowest byte first:
///
///     "DDH2"  station  quantities: UInt16
///     merged hours: UInt32, each  milliseconds: Int64  rank: UInt8  values: Double × quantities
///     sources: UInt16, each a text
///     readings: UInt32, each  milliseconds: Int64  source: UInt16  values: Double × quantities
///     FNV-1a of all before: UInt64
///
/// A text is its length in bytes as UInt16, and UTF-8.
extension OnlineHistory {
    private static let magic: UInt32 = 0x3248_4444

    /// The history as bytes.
    package var serialized: [UInt8] {
        var bytes = Self.magic.littleEndianBytes
        bytes.reserveCapacity(64 + (merged.count + readings.count) * (10 + 8 * quantityCount))
        Self.append(station, to: &bytes)
        Self.append(UInt16(clamping: quantityCount), to: &bytes)
        Self.append(UInt32(clamping: merged.count), to: &bytes)
        for hour in merged {
            Self.append(hour.time.milliseconds, to: &bytes)
            bytes.append(UInt8(clamping: hour.rank))
            for value in hour.values { Self.append(value.bitPattern, to: &bytes) }
        }
        let sources = Set(readings.map(\.source)).sorted()
        // Most readings have the source of the one before.
        var place = 0
        Self.append(UInt16(clamping: sources.count), to: &bytes)
        for source in sources { Self.append(source, to: &bytes) }
        Self.append(UInt32(clamping: readings.count), to: &bytes)
        for reading in readings {
            Self.append(reading.time.milliseconds, to: &bytes)
            if sources[place] != reading.source { place = sources.firstIndex(of: reading.source) ?? 0 }
            Self.append(UInt16(clamping: place), to: &bytes)
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
            let merged = Self.mergedHours(&reader, quantityCount),
            let readings = Self.readings(&reader, quantityCount), reader.isAtEnd,
            zip(merged, merged.dropFirst()).allSatisfy({ $0.time.hourIndex < $1.time.hourIndex }),
            zip(readings, readings.dropFirst()).allSatisfy({ $0.isBefore($1.time, $1.source) }),
            Self.areApart(merged, readings)
        else { return nil }
        self.init(station: station, quantityCount: quantityCount, merged: merged, readings: readings)
    }

    /// Whether no hour is in both, and a reading is later than all merged hours.
    private static func areApart(_ merged: [OnlineHour], _ readings: [OpenReading]) -> Bool {
        guard let last = merged.last else { return true }
        guard let newest = readings.last, newest.time > last.time else { return false }
        return Set(merged.map(\.time.hourIndex)).isDisjoint(with: readings.map(\.time.hourIndex))
    }

    private static func mergedHours(_ reader: inout ByteReader, _ quantityCount: Int) -> [OnlineHour]? {
        guard let count = reader.integer(UInt32.self), Int(count) <= reader.remaining else { return nil }
        var hours: [OnlineHour] = []
        for _ in 0..<count {
            guard let time = moment(&reader), let rank = reader.integer(UInt8.self),
                let values = reader.doubles(quantityCount)
            else { return nil }
            hours.append(OnlineHour(time: time, values: values, rank: Int(rank)))
        }
        return hours
    }

    private static func readings(_ reader: inout ByteReader, _ quantityCount: Int) -> [OpenReading]? {
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
