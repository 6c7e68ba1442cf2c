import ArgumentParser
import Features

/// Which features a command is about.
struct FeatureSchemaOption: ParsableArguments {
    @Option(help: "weather (32 features), machine (30), weather_change (12) or machine_change (9).")
    var schema = "weather"

    /// What there is, for messages.
    static let names = FeatureSchema.all.map(\.name).joined(separator: ", ")

    func validate() throws { _ = try features }

    /// The features.
    var features: FeatureSchema {
        get throws {
            guard let schema = FeatureSchema.named(schema) else {
                throw ValidationError("--schema: there is no schema \(schema); there is \(Self.names)")
            }
            return schema
        }
    }
}
