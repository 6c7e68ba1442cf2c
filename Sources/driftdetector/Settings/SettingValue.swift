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
}
