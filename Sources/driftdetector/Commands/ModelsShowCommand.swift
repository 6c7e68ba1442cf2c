import ArgumentParser
import Registry

/// One version with all that is known of it.
struct ModelsShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show one version: data, parameters, metrics, files.",
        discussion: """
            Examples:
              driftdetector models show weather-forecast-model
              driftdetector models show anomaly-detection-model 2 --json
            """)

    @OptionGroup var global: GlobalOptions

    @Argument(help: "The model's name.")
    var name: String

    @Argument(help: "latest (the champion), @champion, @challenger or a number.")
    var version = "latest"

    func validate() throws {
        guard ModelReference(version) != nil else {
            throw ValidationError("\"\(version)\" is not latest, @champion, @challenger or a number")
        }
    }

    func run() async throws {
        let settings = try await global.settings()
        guard let reference = ModelReference(version) else { return }
        let registry = ModelRegistry(dataDirectory: settings.dataDirectory)
        let found = try registry.version(reference, of: name)
        let shown = ShownVersion(found, aliases: try registry.aliases(of: name))
        if global.json {
            try JSONOutput.print(shown)
            return
        }
        print("\(shown.name) version \(shown.version) \(shown.aliases.map { "@\($0)" }.joined(separator: " "))")
        var facts = TextTable(["", ""], leftAligned: [0, 1])
        facts.add(["kind", "\(shown.kind), view \(shown.view), schema \(shown.schemaFingerprint)"])
        facts.add(["learned from", "\(shown.data.from) … \(shown.data.to), \(shown.data.rows) rows"])
        facts.add(["data hash", shown.data.contentHash])
        facts.add(["trained at", "\(shown.trainedAt) by version \(shown.programVersion), seed \(shown.seed)"])
        facts.add(["program hash", shown.programDigest ?? "unknown"])
        facts.add(["parent", shown.parent.map { "version \($0)" } ?? "none"])
        facts.add(["files", shown.directory])
        for (key, value) in shown.parameters.sorted(by: { $0.key < $1.key }) { facts.add([key, value]) }
        print(facts.text)
        var metrics = TextTable(["metric", "value"])
        for (key, value) in shown.metrics.sorted(by: { $0.key < $1.key }) {
            metrics.add([key, Number.plain(value)])
        }
        print("\n\(metrics.text)")
    }
}
