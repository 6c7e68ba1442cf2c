import ArgumentParser

/// Commands about model versions.
struct ModelsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "models", abstract: "Show registered model versions, and choose which one answers.",
        discussion: """
            Examples:
              driftdetector models list
              driftdetector models show weather-forecast-model
              driftdetector models promote anomaly-detection-model 2
              driftdetector models rollback anomaly-detection-model
            """,
        subcommands: [
            ModelsListCommand.self, ModelsShowCommand.self, ModelsPromoteCommand.self, ModelsRollbackCommand.self,
            ModelsApproveCommand.self, ModelsHistoryCommand.self,
        ])
}
