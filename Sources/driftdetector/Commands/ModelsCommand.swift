import ArgumentParser

/// Commands about model versions.
struct ModelsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "models", abstract: "Show registered model versions.",
        discussion: """
            Examples:
              driftdetector models list
              driftdetector models show weather-forecast-model
            """,
        subcommands: [ModelsListCommand.self, ModelsShowCommand.self])
}
