import ArgumentParser

/// Shows the settings in force.
struct ConfigCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "config", abstract: "Show the settings in force, and where each was said.",
        discussion: """
            Command line comes before environment, before the configuration file, before the default.

            Examples:
              driftdetector config
              PREDICTION_THRESHOLD=auto driftdetector config --json
              driftdetector config --config config/driftdetector.yaml
            """)

    @OptionGroup var global: GlobalOptions

    func run() async throws {
        let settings = try await global.settings()
        if global.json {
            let shown = SettingKey.allCases.map { key in
                (key.rawValue, ShownSetting(settings.values[key], key: key))
            }
            try JSONOutput.print(["settings": Dictionary(uniqueKeysWithValues: shown)])
            return
        }
        var table = TextTable(["setting", "environment", "value", "from"], leftAligned: [0, 1, 2, 3])
        for key in SettingKey.allCases {
            let value = settings.values[key]
            table.add([key.rawValue, key.environmentName, value.shown(for: key), value.source.rawValue])
        }
        print(table.text)
    }

    private struct ShownSetting: Encodable {
        let value: String
        let source: String
        let environment: String

        init(_ value: SettingValue, key: SettingKey) {
            self.value = value.shown(for: key)
            source = value.source.rawValue
            environment = key.environmentName
        }
    }
}
