import ArgumentParser
import FeatureStore
import Features

/// A check of a file of definitions.
struct FeaturesValidateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "validate", abstract: "Check a file of the feature store's definitions.",
        discussion: """
            Names the line of the first thing that is wrong and ends with exit code 78. What is right can be put in \
            force with FEATURE_DEFINITIONS.

            Examples:
              driftdetector features validate features/definitions.yaml
            """)

    @OptionGroup var global: GlobalOptions

    @Argument(help: "YAML file of definitions.")
    var file: String

    func run() async throws {
        _ = try await global.settings()
        let definition = try DefinitionsFile.read(file)
        if global.json { return try JSONOutput.print(ShownDefinition(definition)) }
        let features = definition.views.reduce(0) { $0 + $1.schema.featureNames.count }
        let equal = definition == .standard ? "; it says what the program has built in" : ""
        print(
            "\(file): \(definition.views.count) views with \(features) features, "
                + "\(definition.services.count) services, nothing is wrong\(equal)")
    }
}
