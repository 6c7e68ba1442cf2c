import ArgumentParser
import Foundation
import Ledger
import Readings

/// A person's request for a retraining.
struct RetrainCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "retrain", abstract: "Ask the retraining loop for a training.",
        discussion: """
            The request waits in the ledger until `up` or `monitor` with the same data directory takes it, also over \
            restarts; a person's request always trains, and the gate decides what becomes of the challengers. \
            `driftdetector train` trains at once in this process instead.

            Examples:
              driftdetector retrain
              driftdetector retrain --reason "new thermometer in Oslo"
            """)

    @OptionGroup var global: GlobalOptions

    @Option(help: "weather or machine.")
    var schema = "weather"

    @Option(help: "Why, for those who read the decisions.")
    var reason = "driftdetector retrain"

    func validate() throws {
        guard SensorSchema.named(schema) != nil else {
            throw ValidationError("--schema: there is no schema \(schema); there are weather and machine")
        }
        guard (1...500).contains(reason.count), !reason.unicodeScalars.contains(where: { $0.value < 0x20 }) else {
            throw ValidationError("--reason: 1 to 500 characters")
        }
    }

    func run() async throws {
        let settings = try await global.settings()
        guard FileManager.default.fileExists(atPath: settings.dataDirectory) else {
            throw SettingsError(subject: settings.dataDirectory, problem: "is no data directory; nothing runs there")
        }
        let made = try await LedgerDatabase(dataDirectory: settings.dataDirectory)
            .requestRetraining(ofSchema: schema, byPerson: reason, at: Assembly.now())
        if global.json {
            try JSONOutput.print(Made(request: made.id, new: made.isNew))
            return
        }
        print(
            made.isNew ? "Request \(made.id) waits for the loop." : "Request \(made.id), the same one, waits already.")
        print("\nNext:\n  driftdetector decisions")
    }

    private struct Made: Encodable {
        let request: Int64
        let new: Bool
    }
}
