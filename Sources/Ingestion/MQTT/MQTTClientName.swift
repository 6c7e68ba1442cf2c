import Foundation

/// The name under which a broker keeps messages for a data directory while nobody receives them: in
/// `DATA_DIR/mqtt-client`, made by chance once. Two programs with one name would push each other out.
public enum MQTTClientName {
    /// The name of a data directory.
    /// - Parameter dataDirectory: the directory that holds everything.
    /// - Returns: `driftdetector-` and twelve hexadecimal digits.
    /// - Throws: ``IngestionError`` with `.unwritable`.
    public static func name(in dataDirectory: String) throws(IngestionError) -> String {
        let path = "\(dataDirectory)/mqtt-client"
        if let name = kept(path) { return name }
        let digits = String(UInt64.random(in: 0..<(1 << 48)), radix: 16)
        let new = "driftdetector-" + String(repeating: "0", count: 12 - digits.count) + digits
        do {
            try FileManager.default.createDirectory(atPath: dataDirectory, withIntermediateDirectories: true)
            try Data("\(new)\n".utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
        } catch {
            throw IngestionError(subject: path, reason: .unwritable(error.localizedDescription))
        }
        return new
    }

    private static func kept(_ path: String) -> String? {
        guard let text = try? String(contentsOfFile: path, encoding: .utf8) else { return nil }
        let name = text.trimmingCharacters(in: .whitespacesAndNewlines)
        return name.isEmpty ? nil : name
    }
}
