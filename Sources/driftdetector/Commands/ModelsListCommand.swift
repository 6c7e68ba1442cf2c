import ArgumentParser
import Registry

/// All versions of all models.
struct ModelsListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List all versions of all models.",
        discussion: """
            Examples:
              driftdetector models list
              driftdetector models list --json --data-dir /srv/driftdetector
            """)

    @OptionGroup var global: GlobalOptions

    func run() async throws {
        let settings = try await global.settings()
        let registry = ModelRegistry(dataDirectory: settings.dataDirectory)
        var shown: [ShownVersion] = []
        var isDamaged = false
        defer { if isDamaged { StandardError.write("driftdetector: damaged versions are left out\n") } }
        for name in try registry.names() {
            let aliases: [ModelAlias: Int]
            do {
                aliases = try registry.aliases(of: name)
            } catch {
                // The versions are as they were, whatever points at them.
                StandardError.write("driftdetector: \(error)\n")
                aliases = [:]
            }
            for number in try registry.versionNumbers(of: name) {
                do {
                    shown.append(
                        ShownVersion(try registry.version(.version(number), of: name), aliases: aliases))
                } catch {
                    StandardError.write("driftdetector: \(error)\n")
                    isDamaged = true
                }
            }
        }
        if global.json {
            try JSONOutput.print(["models": shown])
            return
        }
        guard !shown.isEmpty else {
            print("no models in \(settings.dataDirectory); `driftdetector quickstart` trains the first ones")
            return
        }
        var table = TextTable(
            ["model", "version", "alias", "kind", "view", "learned from", "rows", "trained at"],
            leftAligned: [0, 2, 3, 4, 5, 7])
        for version in shown {
            table.add([
                version.name, "\(version.version)", version.aliases.joined(separator: ", "), version.kind, version.view,
                "\(version.data.from.prefix(10)) … \(version.data.to.prefix(10))", "\(version.data.rows)",
                version.trainedAt,
            ])
        }
        print(table.text)
    }
}
