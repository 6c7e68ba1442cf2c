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
