import Foundation
import Pipeline

/// A file of text that appears whole or not at all.
enum TextFile {
    /// Writes a file, and makes the folders above it.
    /// - Throws: ``PipelineError`` when it cannot be written.
    static func write(_ bytes: some Sequence<UInt8>, to path: String) throws(PipelineError) {
        do {
            let file = URL(fileURLWithPath: path)
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(bytes).write(to: file, options: .atomic)
        } catch {
            throw PipelineError(subject: path, reason: .unwritable("cannot be written: \(reason(of: error))"))
        }
    }

    /// Writes a person's own file anew, which keeps its permissions, and its place where a link leads to it.
    /// - Throws: ``PipelineError`` when it cannot be written.
    static func replace(_ path: String, with bytes: some Sequence<UInt8>) throws(PipelineError) {
        let path = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
        let permissions = try? FileManager.default.attributesOfItem(atPath: path)[.posixPermissions]
        guard let permissions else { return try write(bytes, to: path) }
        // Never readable by more than the file is, not even for a moment: it may hold secrets.
        let aside = "\(path).new-\(UUID().uuidString)"
        do {
            guard
                FileManager.default.createFile(
                    atPath: aside, contents: Data(bytes), attributes: [.posixPermissions: permissions])
            else { throw CocoaError(.fileWriteNoPermission) }
            guard rename(aside, path) == 0 else { throw CocoaError(.fileWriteUnknown) }
        } catch {
            try? FileManager.default.removeItem(atPath: aside)
            throw PipelineError(subject: path, reason: .unwritable("cannot be written: \(reason(of: error))"))
        }
    }

    /// The system's own words where Foundation has kept what they are about.
    static func reason(of error: any Error) -> String {
        switch (error as? CocoaError)?.code {
        case .fileNoSuchFile?, .fileReadNoSuchFile?: String(cString: strerror(ENOENT))
        case .fileReadNoPermission?, .fileWriteNoPermission?: String(cString: strerror(EACCES))
        case .fileWriteOutOfSpace?: String(cString: strerror(ENOSPC))
        case .fileWriteVolumeReadOnly?: String(cString: strerror(EROFS))
        default: error.localizedDescription
        }
    }
}
