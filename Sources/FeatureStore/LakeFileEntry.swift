import Foundation

/// A file of a month as it was found: what makes it the same file when it is found again.
///
/// A merged file takes the name of the first file in it, so that the name alone does not tell.
struct LakeFileEntry: Hashable {
    let name: String
    private let inode: UInt64
    private let size: Int64
    private let modifiedSeconds: Int
    private let modifiedNanoseconds: Int

    /// Nil when the file is gone.
    init?(_ name: String, in folder: String) {
        var status = stat()
        guard stat("\(folder)/\(name)", &status) == 0 else { return nil }
        self.name = name
        inode = UInt64(status.st_ino)
        size = Int64(status.st_size)
        #if canImport(Darwin)
        (modifiedSeconds, modifiedNanoseconds) = (status.st_mtimespec.tv_sec, status.st_mtimespec.tv_nsec)
        #else
        (modifiedSeconds, modifiedNanoseconds) = (status.st_mtim.tv_sec, status.st_mtim.tv_nsec)
        #endif
    }

    /// The number of the first commit in it, 0 for files of other origin.
    var sequence: Int { LakeFileName(name).sequence }
}
