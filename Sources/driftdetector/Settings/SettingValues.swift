import Configuration
import Foundation
import SystemPackage

/// All settings as text: command line before environment before file before default.
struct SettingValues {
    private var values: [SettingKey: SettingValue] = [:]

    /// Collects the settings.
    ///
    /// Throws ``SettingsError`` when the file cannot be read.
    init(options: [SettingKey: String], environment: [String: String], file: String?) async throws {
        let surroundings = ConfigReader(
            provider: EnvironmentVariablesProvider(environmentVariables: environment))
        let fileReader = try await Self.reader(of: file)
        for key in SettingKey.allCases {
            let name = ConfigKey(key.rawValue.split(separator: ".").map(String.init))
            if let text = options[key] {
                values[key] = SettingValue(text: text, source: .option)
            } else if let text = surroundings.string(forKey: name), !text.isEmpty {
                values[key] = SettingValue(text: text, source: .environment)
            } else if let text = fileReader?.string(forKey: name), !text.isEmpty {
                values[key] = SettingValue(text: text, source: .file)
            }
        }
    }

    subscript(key: SettingKey) -> SettingValue {
        values[key] ?? SettingValue(text: key.defaultValue, source: .standard)
    }

    private static func reader(of file: String?) async throws -> ConfigReader? {
        guard let file else { return nil }
        guard FileManager.default.isReadableFile(atPath: file) else {
            throw SettingsError(subject: file, problem: "cannot be read; name an existing file with --config")
        }
        do {
            return ConfigReader(provider: try await FileProvider<YAMLSnapshot>(filePath: FilePath(file)))
        } catch {
            throw SettingsError(subject: file, problem: "is not a YAML mapping of settings: \(error)")
        }
    }
}
