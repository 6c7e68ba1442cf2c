import ArgumentParser
import Ledger
import Pipeline
import Registry

/// Makes a version the champion of its model.
struct ModelsPromoteCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "promote", abstract: "Make a version the champion of its model: the one that answers.",
        discussion: """
            The version is loaded first: one whose files were changed, or that this program cannot run, stays where it \
            is. The version that was champion stays in the registry. Services that share the data directory answer with \
            the new champion within seconds, without losing a request.

            Examples:
              driftdetector models promote anomaly-detection-model
              driftdetector models promote anomaly-detection-model 2 --json
            """)

    @OptionGroup var global: GlobalOptions

    @Argument(help: "The model's name.")
    var name: String

    @Argument(help: "@challenger or a number.")
    var version = "@challenger"

    func validate() throws {
        guard ModelReference(version) != nil else {
            throw ValidationError("\"\(version)\" is not @challenger or a number")
        }
    }

    func run() async throws {
        let settings = try await global.settings()
        guard let reference = ModelReference(version) else { return }
        let registry = ModelRegistry(dataDirectory: settings.dataDirectory)
        let found = try registry.version(reference, of: name)
        try Assembly(settings: settings).requireLoadable(found, in: registry)
        let moves = ChampionMoves(
            registry: registry, ledger: try LedgerDatabase(dataDirectory: settings.dataDirectory))
        let predecessor = try moves.promote(
            found.number, of: name, cause: "models promote", at: Assembly.now())
        if global.json {
            try JSONOutput.print(
                Promotion(
                    name: name, champion: found.number,
                    predecessor: predecessor == found.number ? nil : predecessor))
            return
        }
        guard predecessor != found.number else {
            print("\(name) version \(found.number) is the champion already")
            return
        }
        print("\(name) version \(found.number), of view \(found.run.view), is the champion now", terminator: "")
        print(predecessor.map { "; before it was version \($0)" } ?? "")
        print("\nServices that share \(settings.dataDirectory) answer with it within seconds.")
        if let predecessor { print("\nNext:\n  driftdetector models rollback \(name)   takes it back") }
    }

    private struct Promotion: Encodable {
        let name: String
        let champion: Int
        let predecessor: Int?
    }
}
