import Foundation

/// A lock between processes, held while a file is open.
enum LakeLock {
    /// Runs a body while no other process holds the lock.
    static func locked<Value>(
        _ path: String, _ body: () throws(FeatureStoreError) -> Value
    ) throws(FeatureStoreError) -> Value {
        let descriptor = try open(path)
        defer { close(descriptor) }
        while flock(descriptor, LOCK_EX) != 0 {
            guard errno == EINTR else { throw failure(path) }
        }
        return try body()
    }

    /// Runs a body unless another process holds the lock; nil when one does.
    static func lockedIfFree<Value>(
        _ path: String, _ body: () throws(FeatureStoreError) -> Value
    ) throws(FeatureStoreError) -> Value? {
        let descriptor = try open(path)
        defer { close(descriptor) }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            guard errno == EWOULDBLOCK else { throw failure(path) }
            return nil
        }
        return try body()
    }

    private static func open(_ path: String) throws(FeatureStoreError) -> Int32 {
        let folder = (path as NSString).deletingLastPathComponent
        do {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        } catch {
            throw FeatureStoreError(
                subject: folder, reason: .directory("cannot be made: \(error.localizedDescription)"))
        }
        let descriptor = Foundation.open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw failure(path) }
        return descriptor
    }

    private static func failure(_ path: String) -> FeatureStoreError {
        FeatureStoreError(subject: path, reason: .directory(String(cString: strerror(errno))))
    }
}
