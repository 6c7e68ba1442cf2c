/// A setting's text and where it was said.
struct SettingValue: Equatable {
    enum Source: String {
        case option = "command line"
        case environment
        case file = "configuration file"
        case standard = "default"
    }

    let text: String
    let source: Source

    /// The text for people: a secret shows only that it is set.
    func shown(for key: SettingKey) -> String {
        key.isSecret && !text.isEmpty ? "(set, not shown)" : text
    }
}
