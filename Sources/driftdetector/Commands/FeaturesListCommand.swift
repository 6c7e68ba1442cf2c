import ArgumentParser

/// The feature store's definitions.
struct FeaturesListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List the feature store's entity, views and services.",
        discussion: """
            What is in force: features/definitions.yaml as the program has it, or the file that FEATURE_DEFINITIONS \
            names.

            Examples:
              driftdetector features list
              FEATURE_DEFINITIONS=features/definitions.yaml driftdetector features list --json
            """)

    @OptionGroup var global: GlobalOptions

    @Flag(help: "Name every feature of the views.")
    var all = false

    func run() async throws {
        let settings = try await global.settings()
        let shown = ShownDefinition(settings.featureStore)
        if global.json { return try JSONOutput.print(shown) }
        print("project \(shown.project), entity \(shown.entity) (STRING)\n")
        var views = TextTable(["feature view", "schema", "ttl", "features", "push source"], leftAligned: [0, 1, 4])
        for view in shown.featureViews {
            views.add([view.name, view.schema, view.ttl, "\(view.features.count)", view.pushSource])
        }
        print(views.text + "\n")
        var services = TextTable(["feature service", "features"])
        for service in shown.featureServices { services.add([service.name, "\(service.features.count)"]) }
        print(services.text)
        if all {
            for view in shown.featureViews {
                print("\n\(view.name): \(view.summary)")
                for feature in view.features { print("  \(feature.name)  \(feature.dtype)") }
            }
        } else {
            print("\n--all names every feature")
        }
    }
}
