import Features
import Foundation

/// The last answered inputs of one schema in a file of fixed size, which other programs may read meanwhile.
///
/// A record is written in one piece with its number and a checksum, so that a reader tells a whole one from one whose
/// writing was cut short. What is written outlives the program, not a crash of the machine.
final class PredictionRing {
    let path: String
    private let layout: RingLayout
    private let descriptor: Int32
    private var lastSequence: UInt64

    /// Opens the first ring of a schema that no other program writes to, or makes one.
    /// - Parameters:
    ///   - directory: where the rings are.
    ///   - schema: of the records.
    ///   - capacity: records that it holds, ≥ 1. A file of another capacity or schema is made anew.
    /// - Throws: ``FeatureStoreError`` when no file can be opened or made.
    init(directory: String, schema: FeatureSchema, capacity: Int) throws(FeatureStoreError) {
        let layout = RingLayout(schema, capacity: capacity)
        do {
            try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        } catch {
            throw FeatureStoreError(
                subject: directory, reason: .directory("cannot be made: \(error.localizedDescription)"))
        }
        var number = 0
        while true {
            let path = RecentPredictions.path(in: directory, schema: schema, number: number)
            if let (descriptor, layout, last) = try Self.open(path, layout: layout, schema: schema) {
                (self.path, self.layout, self.descriptor, lastSequence) = (path, layout, descriptor, last)
                return
            }
            number += 1
        }
    }

    deinit { close(descriptor) }

    /// Writes records; those that are not written after an error have no number.
    /// - Parameter records: of the ring's schema, the oldest first.
    /// - Throws: ``FeatureStoreError`` when the file cannot be written.
    func append(_ records: [PredictionRecord]) throws(FeatureStoreError) {
        let size = layout.recordSize
        var place = max(0, records.count - layout.capacity)
        while place < records.count {
            let first = lastSequence + 1
            let offset = layout.offset(of: first)
            let untilEnd = (layout.fileSize - offset) / size
            let count = min(records.count - place, untilEnd, 256)
            let written = withUnsafeTemporaryAllocation(byteCount: count * size, alignment: 8) { bytes in
                for index in 0..<count {
                    layout.write(
                        records[place + index], sequence: first + UInt64(index),
                        to: UnsafeMutableRawBufferPointer(rebasing: bytes[index * size..<(index + 1) * size]))
                }
                return Self.write(UnsafeRawBufferPointer(bytes), to: descriptor, at: offset)
            }
            guard written else { throw Self.failure(path) }
            lastSequence += UInt64(count)
            place += count
        }
    }

    /// Opens and locks a file; nil when another program has locked it.
    private static func open(
        _ path: String, layout: RingLayout, schema: FeatureSchema
    ) throws(FeatureStoreError) -> (descriptor: Int32, layout: RingLayout, lastSequence: UInt64)? {
        while true {
            let descriptor = Foundation.open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
            guard descriptor >= 0 else { throw failure(path) }
            guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
                let isTaken = errno == EWOULDBLOCK
                close(descriptor)
                if isTaken { return nil }
                throw failure(path)
            }
            // The name may have gone to another file between opening and locking.
            guard isNamed(path, descriptor) else {
                close(descriptor)
                continue
            }
            var header = [UInt8](repeating: 0, count: RingLayout.headerSize)
            let count = header.withUnsafeMutableBytes { pread(descriptor, $0.baseAddress, $0.count, 0) }
            if count == header.count, let found = RingLayout(header: header, schema: schema),
                found.capacity == layout.capacity
            {
                return (descriptor, found, PredictionRingReader.lastSequence(descriptor, layout: found))
            }
            if count == 0 {
                guard layout.header.withUnsafeBytes({ write($0, to: descriptor, at: 0) }) else {
                    defer { close(descriptor) }
                    throw failure(path)
                }
                return (descriptor, layout, 0)
            }
            // Of other features or another size: a reader keeps what it has open, and finds the new file by its name.
            unlink(path)
            close(descriptor)
        }
    }

    private static func isNamed(_ path: String, _ descriptor: Int32) -> Bool {
        var (opened, named) = (stat(), stat())
        return fstat(descriptor, &opened) == 0 && stat(path, &named) == 0
            && opened.st_ino == named.st_ino && opened.st_dev == named.st_dev
    }

    private static func write(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32, at offset: Int) -> Bool {
        var written = 0
        while written < bytes.count {
            let count = pwrite(
                descriptor, bytes.baseAddress.map { $0 + written }, bytes.count - written, off_t(offset + written))
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return false }
            written += count
        }
        return true
    }

    private static func failure(_ path: String) -> FeatureStoreError {
        FeatureStoreError(subject: path, reason: .directory(String(cString: strerror(errno))))
    }
}
