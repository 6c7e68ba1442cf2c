import ArgumentParser
import Features

/// Which features a command is about.
struct FeatureSchemaOption: ParsableArguments {
    @Option(help: "weather (32 features) or machine (30).")
    var schema = "weather"

    func validate() throws { _ = try features }

    /// The features.
    var features: FeatureSchema {
        get throws {
            guard let schema = FeatureSchema.named(schema) else {
                throw ValidationError("--schema: there is no schema \(schema); there are weather and machine")
            }
            return schema
        }
    }
}
