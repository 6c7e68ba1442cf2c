import Foundation

/// A new directory that is removed with its owner.
public final class ScratchDirectory: Sendable {
    /// Its path.
    public let path: String

    /// Makes it.
    public init() throws {
        path = FileManager.default.temporaryDirectory.appending(path: "driftdetector-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }

    /// The names of all entries, hidden ones too, sorted.
    public var entries: [String] {
        get throws { try FileManager.default.contentsOfDirectory(atPath: path).sorted() }
    }

    /// The path of an entry, whether it exists or not.
    public func file(_ name: String) -> String { "\(path)/\(name)" }

    /// Writes bytes to an entry and returns its path.
    public func write(_ bytes: some Sequence<UInt8>, to name: String = "file") throws -> String {
        try Data(bytes).write(to: URL(filePath: file(name)))
        return file(name)
    }

    /// Writes text to an entry and returns its path.
    public func write(_ text: String, to name: String = "file.csv") throws -> String {
        try write(Array(text.utf8), to: name)
    }
}
