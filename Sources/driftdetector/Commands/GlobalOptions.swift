import ArgumentParser
import Foundation

/// Options of every command.
struct GlobalOptions: ParsableArguments {
    @Flag(help: "Print one JSON object for machines instead of text for people.")
    var json = false

    @Option(help: "Directory that holds readings, features, models and reports (DATA_DIR).")
    var dataDir: String?

    @Option(help: "How much to log: trace, debug, info, notice, warning, error, critical (LOG_LEVEL).")
    var logLevel: String?

    @Option(help: "YAML file of settings; config/driftdetector.yaml shows them all.")
    var config: String?

    /// The settings in force, with a command's own options on top.
    func settings(_ options: [SettingKey: String?] = [:]) async throws -> Settings {
        var given = options.compactMapValues { $0 }
        if let dataDir { given[.dataDirectory] = dataDir }
        if let logLevel { given[.logLevel] = logLevel }
        let values = try await SettingValues(
            options: given, environment: ProcessInfo.processInfo.environment, file: config)
        let settings = try Settings(values)
        var isDirectory: ObjCBool = false
        if FileManager.default.fileExists(atPath: settings.dataDirectory, isDirectory: &isDirectory),
            !isDirectory.boolValue
        {
            throw SettingsError(subject: settings.dataDirectory, problem: "is a file, not a data directory")
        }
        Bootstrap.logging(level: settings.logLevel)
        return settings
    }
}
