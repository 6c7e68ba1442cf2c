import Foundation
public import Readings
import Synchronization

/// Writes to the lake of a data directory, one commit after the other, also when several processes do.
public final class LakeWriter: Sendable {
    private let lake: ReadingLake
    private let lockFile: String
    private let turn = Mutex(())

    /// A writer.
    /// - Parameter dataDirectory: the directory that holds everything; made with the first commit.
    public init(dataDirectory: String) {
        lake = ReadingLake(dataDirectory: dataDirectory)
        lockFile = "\(dataDirectory)/readings/.lock"
    }

    /// Takes readings in. When it returns, they are durable.
    /// - Parameter readings: in any order.
    /// - Returns: one outcome a reading.
    /// - Throws: ``FeatureStoreError`` when a file cannot be read or written; months written before stay, and adding the
    ///   same readings again is safe.
    public func add(_ readings: ReadingTable) throws(FeatureStoreError) -> [LakeOutcome] {
        let result = turn.withLock { _ -> Result<[LakeOutcome], FeatureStoreError> in
            Result { () throws(FeatureStoreError) in try locked(readings) }
        }
        return try result.get()
    }

    private func locked(_ readings: ReadingTable) throws(FeatureStoreError) -> [LakeOutcome] {
        let folder = (lockFile as NSString).deletingLastPathComponent
        do {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        } catch {
            throw FeatureStoreError(
                subject: folder, reason: .directory("cannot be made: \(error.localizedDescription)"))
        }
        let descriptor = open(lockFile, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw failure() }
        defer { close(descriptor) }
        while flock(descriptor, LOCK_EX) != 0 {
            guard errno == EINTR else { throw failure() }
        }
        return try lake.add(readings)
    }

    private func failure() -> FeatureStoreError {
        FeatureStoreError(subject: lockFile, reason: .directory(String(cString: strerror(errno))))
    }
}
