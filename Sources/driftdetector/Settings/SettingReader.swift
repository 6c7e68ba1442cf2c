import Foundation

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

    /// A whole number in a range.
    func number(_ key: SettingKey, in range: ClosedRange<Int>) throws(SettingsError) -> Int {
        try value(key, expected: "a whole number, \(range.lowerBound) to \(range.upperBound)") {
            Int($0).flatMap { range.contains($0) ? $0 : nil }
        }
    }

    /// A text that may be missing.
    func optional(_ key: SettingKey) -> String? {
        values[key].text.isEmpty ? nil : values[key].text
    }

    /// The address of a web service, without a slash at the end.
    func address(_ key: SettingKey) throws(SettingsError) -> String {
        try value(key, expected: "an address such as https://example.org") { text in
            guard let url = URL(string: text), url.scheme == "http" || url.scheme == "https", url.host?.isEmpty == false
            else { return nil }
            return text.hasSuffix("/") ? String(text.dropLast()) : text
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
            subject: "\(name) (\(value.source.rawValue))", problem: "\"\(value.shown(for: key))\" is not \(expected)")
    }
}
