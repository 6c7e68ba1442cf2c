import ArgumentParser
import Ledger
import Readings
import Registry

/// Which version was champion when.
struct ModelsHistoryCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "history", abstract: "Show which version of a model was champion when, and who moved it.",
        discussion: """
            Examples:
              driftdetector models history weather-forecast-model
              driftdetector models history weather-forecast-model --at 2026-11-28T03:00:00Z --json
            """)

    @OptionGroup var global: GlobalOptions

    @Argument(help: "The model's name.")
    var name: String

    @Option(help: "Only who was champion at this moment (UTC).")
    var at: String?

    func validate() throws {
        if let at, Timestamp(iso8601: at) == nil {
            throw ValidationError("--at: \"\(at)\" is not a moment such as 2026-11-28T03:00:00Z")
        }
    }

    func run() async throws {
        let settings = try await global.settings()
        let ledger = try LedgerDatabase(dataDirectory: settings.dataDirectory)
        let moves = try ledger.aliasMoves(ofModel: name, limit: 10_000)
        // Moves are told of a model that was removed since, too.
        guard
            try !moves.isEmpty || !ModelRegistry(dataDirectory: settings.dataDirectory).versionNumbers(of: name).isEmpty
        else { throw RegistryError(subject: name, reason: .unknownModel) }
        if let moment = at.flatMap({ Timestamp(iso8601: $0) }) {
            let version = try ledger.version(behind: ModelAlias.champion.rawValue, ofModel: name, at: moment)
            if global.json {
                try JSONOutput.print(["champion": version])
            } else {
                print(
                    version.map { "\(name) version \($0) was champion at \(moment)" }
                        ?? "no champion of \(name) is known at \(moment)")
            }
            return
        }
        if global.json {
            try JSONOutput.print(MoveSummary(moves))
            return
        }
        guard !moves.isEmpty else {
            print("No move is known of \(name); `up`, `monitor` and `models promote` remember them.")
            return
        }
        var table = TextTable(["moment", "alias", "version", "before", "cause"], leftAligned: [0, 1, 4])
        for move in moves.reversed() {
            table.add([
                "\(move.movedAt)", move.alias, move.version.map(String.init) ?? "–",
                move.predecessor.map(String.init) ?? "–", move.cause,
            ])
        }
        print(table.text)
    }

    private struct MoveSummary: Encodable {
        struct Move: Encodable {
            let moment: String
            let alias: String
            let version: Int?
            let predecessor: Int?
            let cause: String
        }

        let moves: [Move]

        init(_ moves: [AliasMove]) {
            self.moves = moves.map {
                Move(
                    moment: $0.movedAt.description, alias: $0.alias, version: $0.version, predecessor: $0.predecessor,
                    cause: $0.cause)
            }
        }
    }
}
