import ArgumentParser
import Ledger
import Registry

/// Lets a challenger that waits become champion.
struct ModelsApproveCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "approve", abstract: "Approve a challenger that waits for a person (RETRAIN_APPROVAL=manual).",
        discussion: """
            The loop makes it champion at its next look, once it has passed the gate and forecast beside the champion.

            Examples:
              driftdetector models approve weather-forecast-model
              driftdetector models approve weather-forecast-model 4
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
        guard try registry.aliases(of: name)[.challenger] == found.number else {
            throw ChampionRefusal(subject: name, reason: .notChallenger(version: found.number))
        }
        try LedgerDatabase(dataDirectory: settings.dataDirectory)
            .approve(found.number, ofModel: name, at: Assembly.now())
        if global.json {
            try JSONOutput.print(["approved": found.number])
            return
        }
        print("\(name) version \(found.number) is approved")
        print("\nNext:\n  driftdetector decisions")
    }
}
