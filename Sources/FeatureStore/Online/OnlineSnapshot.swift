import Foundation
import Parquet
public import Readings
import Synchronization

/// The in-memory online store's file `online/schema=NAME.snapshot`: what it knows beyond the lake outlives the program.
///
/// One write follows the other, so that none that has ended is undone by an older one. The file is each history's length as UInt32, lowest byte first, and its bytes.
public final class OnlineSnapshot: Sendable {
    private let directory: String
    private let turn = Mutex(())

    /// Snapshots below a data directory.
    /// - Parameter dataDirectory: the directory that holds everything.
    public init(dataDirectory: String) {
        directory = "\(dataDirectory)/online"
    }

    /// Writes all that a store knows; the file appears whole and durable.
    /// - Parameter store: the store.
    /// - Throws: ``OnlineStoreError`` when the file cannot be written.
    public func write(_ store: MemoryOnlineStore) throws(OnlineStoreError) {
        try put(ReadingTable(schema: store.schema), into: store)
    }

    /// Puts readings into a store, all of them or none: first they are in the file, then in the store.
    /// - Parameters:
    ///   - readings: of the store's schema.
    ///   - store: the store.
    /// - Throws: ``OnlineStoreError`` when the file cannot be written; then the store is as it was.
    public func put(_ readings: ReadingTable, into store: MemoryOnlineStore) throws(OnlineStoreError) {
        let path = path(of: store.schema)
        let result = turn.withLock { _ in
            Result {
                try replace(path, by: Self.bytes(of: store.all(with: readings)))
                store.put(readings)
            }
        }
        if case .failure(let error) = result {
            throw OnlineStoreError(subject: path, reason: .snapshot("cannot be written: \(error.localizedDescription)"))
        }
    }

    private static func bytes(of histories: [OnlineHistory]) -> Data {
        var bytes = Data()
        for history in histories {
            let content = history.serialized
            bytes.append(contentsOf: UInt32(content.count).littleEndianBytes)
            bytes.append(contentsOf: content)
        }
        return bytes
    }

    private func replace(_ path: String, by bytes: Data) throws {
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        let beside = "\(path).\(ProcessInfo.processInfo.processIdentifier)"
        do {
            try bytes.write(to: URL(fileURLWithPath: beside))
            let handle = try FileHandle(forUpdating: URL(fileURLWithPath: beside))
            try handle.synchronize()
            try handle.close()
            guard rename(beside, path) == 0 else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
            try ParquetFolder(path: directory).makeDurable()
        } catch {
            unlink(beside)
            throw error
        }
    }

    /// Fills a store's gaps with what it knew when the snapshot was written.
    /// - Parameter store: a store that has the lake's readings already, which count before the snapshot's.
    /// - Throws: ``OnlineStoreError`` when the file is damaged; without a file nothing happens.
    public func restore(_ store: MemoryOnlineStore) throws(OnlineStoreError) {
        let path = path(of: store.schema)
        guard FileManager.default.fileExists(atPath: path) else { return }
        guard let content = FileManager.default.contents(atPath: path) else {
            throw OnlineStoreError(subject: path, reason: .snapshot("cannot be read"))
        }
        var histories: [OnlineHistory] = []
        var rest = Array(content)[...]
        while !rest.isEmpty {
            let length = Int(UInt32(littleEndian: rest.prefix(4)))
            let bytes = Array(rest.dropFirst(4).prefix(length))
            guard rest.count >= 4, bytes.count == length,
                let history = OnlineHistory(serialized: bytes, quantityCount: store.schema.quantities.count)
            else {
                throw OnlineStoreError(
                    subject: path,
                    reason: .snapshot(
                        "is damaged at byte \(content.count - rest.count); remove it to start from the lake alone"))
            }
            histories.append(history)
            rest = rest.dropFirst(4 + length)
        }
        store.fillGaps(from: histories)
    }

    private func path(of schema: SensorSchema) -> String { "\(directory)/schema=\(schema.name).snapshot" }
}
