import Foundation

/// The file of rows that were not taken in, `DATA_DIR/rejected/NAME.csv`: line, reason, detail and the row itself.
///
/// It appears with the first of them. An earlier file of the name is replaced, since importing a file again finds the
/// same rows.
struct RejectedRows {
    /// Rows that are written; more are only counted.
    static let limit = 100_000

    let path: String
    private(set) var count = 0
    private var descriptor: FileHandle?

    /// The file for an imported file in a data directory.
    init(of imported: String, dataDirectory: String) {
        var name = (imported as NSString).lastPathComponent
        for ending in [".gz", ".csv", ".parquet"] where name.hasSuffix(ending) { name.removeLast(ending.count) }
        path = "\(dataDirectory)/rejected/\(name).csv"
    }

    /// Takes an earlier file of the name away.
    func begin() throws(IngestionError) {
        guard FileManager.default.fileExists(atPath: path) else { return }
        do {
            try FileManager.default.removeItem(atPath: path)
        } catch {
            throw IngestionError(subject: path, reason: .unwritable(error.localizedDescription))
        }
    }

    mutating func append(_ rows: [RowRejection]) throws(IngestionError) {
        let wanted = rows.prefix(max(0, Self.limit - count))
        count += rows.count
        guard !wanted.isEmpty else { return }
        var text = ""
        for row in wanted {
            text += "\(row.line),\(row.reason.rawValue),\(Self.quoted(row.detail)),\(Self.quoted(row.text))\n"
        }
        do {
            let handle = try descriptor ?? open()
            descriptor = handle
            try handle.write(contentsOf: Data(text.utf8))
        } catch {
            throw IngestionError(subject: path, reason: .unwritable(error.localizedDescription))
        }
    }

    private func open() throws -> FileHandle {
        let folder = (path as NSString).deletingLastPathComponent
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try Data("line,reason,detail,row\n".utf8).write(to: URL(fileURLWithPath: path))
        let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
        try handle.seekToEnd()
        return handle
    }

    private static func quoted(_ text: String) -> String {
        "\"" + text.replacing("\"", with: "\"\"") + "\""
    }
}
