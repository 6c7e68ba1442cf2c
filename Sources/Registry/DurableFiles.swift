import Foundation

/// Writes that survive a crash: the bytes are on the disk before a name points at them.
enum DurableFiles {
    /// Writes a file into a directory that is not visible yet.
    static func write(_ bytes: [UInt8], to path: String) throws(RegistryError) {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw failure(path) }
        defer { close(descriptor) }
        var written = 0
        while written < bytes.count {
            let count = bytes.withUnsafeBytes { buffer in
                Foundation.write(descriptor, buffer.baseAddress.map { $0 + written }, bytes.count - written)
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw failure(path) }
            written += count
        }
        guard fsync(descriptor) == 0 else { throw failure(path) }
    }

    /// Replaces a file as a whole: written beside it, then renamed.
    static func replace(_ path: String, with bytes: [UInt8]) throws(RegistryError) {
        let beside = "\(path).new"
        try write(bytes, to: beside)
        try move(beside, to: path)
    }

    /// Renames a file or directory and makes the new name durable.
    static func move(_ from: String, to: String) throws(RegistryError) {
        guard rename(from, to) == 0 else { throw failure(to) }
        try syncDirectory(of: to)
    }

    /// Makes the names in the directory that holds a path durable.
    static func syncDirectory(of path: String) throws(RegistryError) {
        let directory = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
        let descriptor = open(directory, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure(directory) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw failure(directory) }
    }

    /// Makes a directory with all above it.
    static func makeDirectory(_ path: String) throws(RegistryError) {
        do {
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        } catch {
            throw RegistryError(subject: path, reason: .file("cannot be made: \(error.localizedDescription)"))
        }
    }

    /// Runs a body while no other process runs one under the same lock file.
    static func locked<Value>(
        _ path: String, _ body: () throws(RegistryError) -> Value
    ) throws(RegistryError) -> Value {
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw failure(path) }
        defer { close(descriptor) }
        while flock(descriptor, LOCK_EX) != 0 {
            guard errno == EINTR else { throw failure(path) }
        }
        return try body()
    }

    private static func failure(_ path: String) -> RegistryError {
        RegistryError(subject: path, reason: .file(String(cString: strerror(errno))))
    }
}
