import Foundation
import JSON
package import MQTT
package import Readings

/// The file of messages that could not be read whole, one JSON object a line: `DATA_DIR/rejected/mqtt.ndjson`.
///
/// When it is full, it takes the place of the file before, so that the newest are kept and both together stay within
/// 64 MiB.
package struct RejectedMessages {
    /// A message, and what is wrong with it.
    package struct Entry {
        let message: MQTTMessage
        let issues: [ValidationIssue]
        let receivedAt: Timestamp
    }

    /// Issues that a line lists; a short payload can have very many.
    private static let issueLimit = 20

    /// The file that is written to.
    package let path: String
    /// The file before.
    package var earlierPath: String { "\(directory)/mqtt.earlier.ndjson" }
    private let directory: String
    private let limit: Int

    /// The file in a data directory; made with the first entry.
    /// - Parameters:
    ///   - dataDirectory: the directory that holds everything.
    ///   - limit: bytes that the file and the one before have together.
    package init(dataDirectory: String, limit: Int = 64 << 20) {
        directory = "\(dataDirectory)/rejected"
        path = "\(directory)/mqtt.ndjson"
        self.limit = limit / 2
    }

    /// Appends entries. When it returns, they are durable; an entry that alone is too long is left out.
    /// - Parameter entries: what is appended.
    /// - Throws: ``IngestionError`` with `.unwritable`.
    package func append(_ entries: [Entry]) throws(IngestionError) {
        do {
            try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        } catch {
            throw IngestionError(subject: directory, reason: .unwritable(error.localizedDescription))
        }
        var descriptor = try open()
        defer { close(descriptor) }
        var size = Int(lseek(descriptor, 0, SEEK_END))
        for entry in entries {
            let line = Self.line(of: entry)
            guard line.count <= limit else { continue }
            if size + line.count > limit {
                guard rename(path, earlierPath) == 0 else { throw failure() }
                close(descriptor)
                descriptor = -1
                descriptor = try open()
                size = 0
            }
            try write(line, to: descriptor)
            size += line.count
        }
        guard fsync(descriptor) == 0 else { throw failure() }
    }

    private func open() throws(IngestionError) -> Int32 {
        let descriptor = Foundation.open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw failure() }
        return descriptor
    }

    private func write(_ bytes: [UInt8], to descriptor: Int32) throws(IngestionError) {
        var written = 0
        while written < bytes.count {
            let count = bytes.withUnsafeBytes { buffer in
                Foundation.write(descriptor, buffer.baseAddress.map { $0 + written }, bytes.count - written)
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw failure() }
            written += count
        }
    }

    private func failure() -> IngestionError {
        IngestionError(subject: path, reason: .unwritable(String(cString: strerror(errno))))
    }

    private static func line(of entry: Entry) -> [UInt8] {
        let message = entry.message
        var writer = JSONWriter(capacity: 512 + message.payload.count)
        writer.object { writer in
            writer.member("received_at", "\(entry.receivedAt)")
            writer.member("topic", message.topic)
            writer.member("bytes", message.size)
            writer.name("detail")
            writer.array { writer in
                for issue in entry.issues.prefix(issueLimit) { issue.write(to: &writer) }
            }
            if entry.issues.count > issueLimit { writer.member("omitted", entry.issues.count - issueLimit) }
            if let text = String(validating: message.payload, as: UTF8.self) {
                writer.member("payload", text)
            } else {
                writer.member("payload_base64", Data(message.payload).base64EncodedString())
            }
        }
        return writer.bytes + [UInt8(ascii: "\n")]
    }
}
