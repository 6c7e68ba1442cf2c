import Foundation

/// A lock file that one process holds until it lets go or ends, however it ends.
final class ProcessLock: Sendable {
    private let descriptor: Int32

    /// Takes the lock.
    ///
    /// Nil when another holds it.
    init?(_ path: String) throws(RegistryError) {
        try DurableFiles.makeDirectory(URL(fileURLWithPath: path).deletingLastPathComponent().path)
        descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else {
            throw RegistryError(subject: path, reason: .file(String(cString: strerror(errno))))
        }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            close(descriptor)
            return nil
        }
    }

    deinit { close(descriptor) }
}
