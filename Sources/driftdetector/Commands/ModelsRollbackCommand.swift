import ArgumentParser
import Ledger
import Pipeline
import Registry

/// Takes a champion back.
struct ModelsRollbackCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rollback", abstract: "Make the version champion again that was before the present one.",
        discussion: """
            Services that share the data directory answer with it within seconds, without losing a request. A second \
            roll-back goes further back.

            Examples:
              driftdetector models rollback weather-forecast-model
            """)

    @OptionGroup var global: GlobalOptions

    @Argument(help: "The model's name.")
    var name: String

    func run() async throws {
        let settings = try await global.settings()
        let registry = ModelRegistry(dataDirectory: settings.dataDirectory)
        let moves = ChampionMoves(
            registry: registry, ledger: try LedgerDatabase(dataDirectory: settings.dataDirectory))
        guard let move = try moves.rollBack(name, cause: "models rollback", at: Assembly.now()) else {
            throw ChampionRefusal(subject: name, reason: .noPredecessor)
        }
        if global.json {
            try JSONOutput.print(["champion": move.champion, "taken_back": move.takenBack])
            return
        }
        print("\(name) version \(move.champion) is the champion again; version \(move.takenBack) is taken back")
        print("\nNext:\n  driftdetector models history \(name)")
    }
}
