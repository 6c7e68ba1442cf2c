import CParquet
import Foundation

/// A folder of Parquet files that is replaced as a whole, so that who lists it sees all old files or all new ones.
public struct ParquetFolder: Sendable {
    /// The folder's path.
    public let path: String

    /// A folder, which need not exist.
    /// - Parameter path: its path.
    public init(path: String) {
        self.path = path
    }

    /// The names of the files that readers see: those that end in `.parquet` and are not hidden.
    /// - Returns: the names, sorted; none when there is no such folder.
    /// - Throws: ``ParquetError``: `.unreadable`.
    public func fileNames() throws(ParquetError) -> [String] {
        guard let folder = opendir(path) else {
            if errno == ENOENT { return [] }
            throw ParquetError(path, .unreadable(String(cString: strerror(errno))))
        }
        defer { closedir(folder) }
        var names: [String] = []
        while let entry = readdir(folder) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name.hasSuffix(".parquet"), !name.hasPrefix(".") { names.append(name) }
        }
        return names.sorted()
    }

    /// Tells whether the folder at the path is still the same one; nil when there is none.
    public var identity: UInt64? {
        var status = stat()
        return stat(path, &status) == 0 ? UInt64(status.st_ino) : nil
    }

    /// Puts another folder in this one's place, in one step and durably; the other path then holds the old folder.
    /// - Parameter other: a folder beside this one, complete and durable.
    /// - Returns: false when this file system cannot exchange folders; then nothing has changed.
    /// - Throws: ``ParquetError``: `.unwritable`.
    public func exchange(with other: ParquetFolder) throws(ParquetError) -> Bool {
        let error = CParquetExchangeFolders(other.path, path)
        if [EINVAL, ENOSYS, ENOTSUP].contains(error) { return false }
        guard error == 0 else { throw ParquetError(path, .unwritable(String(cString: strerror(error)))) }
        try ParquetFolder(path: (path as NSString).deletingLastPathComponent).makeDurable()
        return true
    }

    /// Makes the names of the folder's files durable.
    /// - Throws: ``ParquetError``: `.unwritable`.
    public func makeDurable() throws(ParquetError) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw ParquetError(path, .unwritable(String(cString: strerror(errno)))) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw ParquetError(path, .unwritable(String(cString: strerror(errno)))) }
    }
}
