import ArgumentParser

/// Commands about features.
struct FeaturesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "features", abstract: "Compute feature rows, and show what the feature store holds.",
        discussion: """
            Examples:
              driftdetector features list
              driftdetector features build --input readings.csv
            """,
        subcommands: [FeaturesListCommand.self, FeaturesValidateCommand.self, FeaturesBuildCommand.self])
}
