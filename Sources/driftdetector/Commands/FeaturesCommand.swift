import ArgumentParser

/// Commands about features.
struct FeaturesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "features", abstract: "Compute, keep, join and check feature rows.",
        discussion: """
            Examples:
              driftdetector features list
              driftdetector features build --input readings.csv
              driftdetector features materialize
              driftdetector features join --entities labels.csv --output training.parquet
              driftdetector features audit --rows training.parquet
            """,
        subcommands: [
            FeaturesListCommand.self, FeaturesValidateCommand.self, FeaturesBuildCommand.self,
            FeaturesMaterializeCommand.self, FeaturesGetCommand.self, FeaturesJoinCommand.self,
            FeaturesAuditCommand.self,
        ])
}
