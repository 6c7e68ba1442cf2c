import ArgumentParser

/// Commands about features.
struct FeaturesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "features", abstract: "Compute feature rows.",
        discussion: """
            Examples:
              driftdetector features build --input readings.csv
            """,
        subcommands: [FeaturesBuildCommand.self])
}
