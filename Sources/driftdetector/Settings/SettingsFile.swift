import Configuration
import Foundation
import SystemPackage
import Yams

/// A YAML file of settings, none of which is unknown to the program.
struct SettingsFile {
    private let reader: ConfigReader?

    /// Reads the file.
    ///
    /// Throws ``SettingsError`` when it cannot be read, is no mapping, or has a key that is no setting: a misspelt one
    /// would silently leave its default in force.
    init(path: String) async throws {
        guard FileManager.default.isReadableFile(atPath: path) else {
            throw SettingsError(subject: path, problem: "is no file that can be read; --config names it")
        }
        let node: Node?
        do {
            node = try Yams.compose(yaml: String(contentsOfFile: path, encoding: .utf8))
            // A file of comments alone sets nothing.
            reader =
                if node == nil { nil } else {
                    ConfigReader(provider: try await FileProvider<YAMLSnapshot>(filePath: FilePath(path)))
                }
        } catch {
            throw SettingsError(subject: path, problem: "cannot be read as a YAML mapping of settings: \(error)")
        }
        let known = Set(SettingKey.allCases.map(\.rawValue))
        for key in node.map({ Self.keys(of: $0, below: "") }) ?? [] where !known.contains(key.name) {
            throw SettingsError(
                subject: "\(path):\(key.line)",
                problem: "\(key.name) is no setting; `driftdetector config` shows all that there are")
        }
    }

    subscript(key: SettingKey) -> String? {
        reader?.string(forKey: ConfigKey(key.rawValue.split(separator: ".").map(String.init)))
    }

    /// The file's keys, nested ones joined by points, with their lines.
    private static func keys(of node: Node, below prefix: String) -> [(name: String, line: Int)] {
        guard case .mapping(let mapping) = node else { return [] }
        return mapping.flatMap { key, value in
            let name = prefix + (key.string ?? "?")
            let line = key.mark?.line ?? 1
            switch value {
            case .mapping: return keys(of: value, below: "\(name).")
            case .sequence: return [("\(name)[]", line)]
            default: return [(name, line)]
            }
        }
    }
}
