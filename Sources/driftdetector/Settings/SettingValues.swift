import Configuration

/// All settings as text: command line before environment before file before default.
struct SettingValues {
    private var values: [SettingKey: SettingValue] = [:]

    /// Collects the settings.
    ///
    /// Throws ``SettingsError`` when the file cannot be read.
    init(options: [SettingKey: String], environment: [String: String], file: String?) async throws {
        let surroundings = ConfigReader(
            provider: EnvironmentVariablesProvider(environmentVariables: environment))
        let settings: SettingsFile? = if let file { try await SettingsFile(path: file) } else { nil }
        for key in SettingKey.allCases {
            let name = ConfigKey(key.rawValue.split(separator: ".").map(String.init))
            if let text = options[key] {
                values[key] = SettingValue(text: text, source: .option)
            } else if let text = surroundings.string(forKey: name), !text.isEmpty {
                values[key] = SettingValue(text: text, source: .environment)
            } else if let text = settings?[key], !text.isEmpty {
                values[key] = SettingValue(text: text, source: .file)
            }
        }
    }

    subscript(key: SettingKey) -> SettingValue {
        values[key] ?? SettingValue(text: key.defaultValue, source: .standard)
    }
}
