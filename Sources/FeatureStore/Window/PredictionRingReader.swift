import Features
import Foundation

/// Follows one ring file.
struct PredictionRingReader {
    private let path: String
    private let schema: FeatureSchema
    private var identity: UInt64?
    /// The number of the last record that was given.
    private var lastSequence: UInt64 = 0

    init(path: String, schema: FeatureSchema) {
        self.path = path
        self.schema = schema
    }

    /// What has been written since the last call, at most what the ring still holds.
    ///
    /// A record whose writing was cut short is given later, once it is whole, or never when others follow it.
    /// - Returns: in their order; none when there is no file, or it is not of this schema.
    mutating func newRecords() -> [WindowRecord] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return [] }
        defer { close(descriptor) }
        guard let layout = Self.layout(descriptor, schema: schema) else { return [] }
        if layout.identity != identity { (identity, lastSequence) = (layout.identity, 0) }
        // The usual case, nothing new or a few: the places after the last record tell.
        if lastSequence > 0, let few = Self.following(lastSequence, descriptor, layout: layout) {
            lastSequence = few.last?.sequence ?? lastSequence
            return few
        }
        let records = Self.all(descriptor, layout: layout).filter { $0.sequence > lastSequence }
        lastSequence = records.last?.sequence ?? lastSequence
        return records
    }

    /// The greatest number in a ring; 0 of an empty one.
    static func lastSequence(_ descriptor: Int32, layout: RingLayout) -> UInt64 {
        all(descriptor, layout: layout).last?.sequence ?? 0
    }

    private static func layout(_ descriptor: Int32, schema: FeatureSchema) -> RingLayout? {
        RingLayout(header: read(descriptor, at: 0, count: RingLayout.headerSize), schema: schema)
    }

    /// The records after a number, as far as each follows the one before; nil when there may be more of them.
    private static func following(
        _ sequence: UInt64, _ descriptor: Int32, layout: RingLayout
    ) -> [WindowRecord]? {
        var (records, next) = ([WindowRecord](), sequence + 1)
        let most = min(512, layout.capacity / 2)
        while records.count < most {
            let bytes = read(descriptor, at: layout.offset(of: next), count: layout.recordSize)
            guard let record = layout.record(bytes[...]), record.sequence >= next else {
                // A torn record, or nothing yet: then nothing whole follows it either.
                let after = read(descriptor, at: layout.offset(of: next + 1), count: layout.recordSize)
                if let later = layout.record(after[...]), later.sequence > next { return nil }
                return records
            }
            guard record.sequence == next else { return nil }
            records.append(record)
            next += 1
        }
        return nil
    }

    /// All whole records of a ring, by their numbers.
    private static func all(_ descriptor: Int32, layout: RingLayout) -> [WindowRecord] {
        var records: [WindowRecord] = []
        let size = layout.recordSize
        for first in stride(from: 0, to: layout.capacity, by: 256) {
            let count = min(256, layout.capacity - first)
            let bytes = read(descriptor, at: RingLayout.headerSize + first * size, count: count * size)
            for place in 0..<bytes.count / size {
                guard let record = layout.record(bytes[place * size..<(place + 1) * size]),
                    layout.offset(of: record.sequence) == RingLayout.headerSize + (first + place) * size
                else { continue }
                records.append(record)
            }
            if bytes.count < count * size { break }
        }
        return records.sorted { $0.sequence < $1.sequence }
    }

    /// As many of the bytes as there are.
    private static func read(_ descriptor: Int32, at offset: Int, count: Int) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
            while initialized < count {
                let got = pread(
                    descriptor, buffer.baseAddress.map { $0 + initialized }, count - initialized,
                    off_t(offset + initialized))
                if got < 0, errno == EINTR { continue }
                guard got > 0 else { break }
                initialized += got
            }
        }
    }
}
