/// Turns texts into values, with an error that names the setting as the person wrote it.
struct SettingReader {
    let values: SettingValues

    func text(_ key: SettingKey) throws(SettingsError) -> String {
        try value(key, expected: "a text") { $0.isEmpty ? nil : $0 }
    }

    func port(_ key: SettingKey) throws(SettingsError) -> Int {
        try value(key, expected: "a port, 0 to 65535") {
            Int($0).flatMap { (0...65_535).contains($0) ? $0 : nil }
        }
    }

    func value<Value>(
        _ key: SettingKey, expected: String, _ parse: (String) -> Value?
    ) throws(SettingsError) -> Value {
        let value = values[key]
        if let parsed = parse(value.text) { return parsed }
        let name =
            switch value.source {
            case .environment: key.environmentName
            case .option, .file, .standard: key.rawValue
            }
        throw SettingsError(
            subject: "\(name) (\(value.source.rawValue))", problem: "\"\(value.text)\" is not \(expected)")
    }
}
