import Foundation
import Readings

/// What users said about files, so that the next file with the same header needs no words: `DATA_DIR/mappings.json`.
struct ImportMemory: Sendable {
    /// What was said about files of one header.
    struct Entry: Codable, Sendable, Equatable {
        /// The schema's name.
        var schema: String
        /// The file's columns.
        var header: [String]
        /// Our names by the file's.
        var columns: [String: String] = [:]
        /// Units by our names, as they are written.
        var units: [String: String] = [:]
        var timezone: String?
        var timeFormat: String?
        var decimal: String?

        enum CodingKeys: String, CodingKey {
            case schema, header, columns, units, timezone, timeFormat = "time_format", decimal
        }

        /// Whether it says anything.
        var isEmpty: Bool { self == Entry(schema: schema, header: header) }
    }

    private let path: String

    init(dataDirectory: String) {
        path = "\(dataDirectory)/mappings.json"
    }

    /// What was said about files of this header; nil when nothing was.
    /// - Throws: ``IngestionError`` with `.unreadable` when the file was damaged.
    func entry(schema: SensorSchema, header: [String]) throws(IngestionError) -> Entry? {
        try entries().last { $0.schema == schema.name && $0.header == header }
    }

    /// Remembers an entry in the place of the one before.
    /// - Throws: ``IngestionError`` with `.unreadable` or `.unwritable`.
    func remember(_ entry: Entry) throws(IngestionError) {
        let before = try entries()
        let others = before.filter { $0.schema != entry.schema || $0.header != entry.header }
        let after = entry.isEmpty ? others : others + [entry]
        guard after != before else { return }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        do {
            let folder = (path as NSString).deletingLastPathComponent
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            try encoder.encode(after).write(to: URL(fileURLWithPath: path), options: .atomic)
        } catch {
            throw IngestionError(subject: path, reason: .unwritable(error.localizedDescription))
        }
    }

    private func entries() throws(IngestionError) -> [Entry] {
        guard FileManager.default.fileExists(atPath: path) else { return [] }
        do {
            return try JSONDecoder().decode([Entry].self, from: Data(contentsOf: URL(fileURLWithPath: path)))
        } catch {
            throw IngestionError(subject: path, reason: .unreadable("is no list of mappings; mend it or delete it"))
        }
    }
}
