import ArgumentParser
import Foundation
import Ledger
import Pipeline
import Readings

/// A person's request for a retraining, or for the end of one.
struct RetrainCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "retrain", abstract: "Ask the retraining loop for a training, or for the end of one.",
        discussion: """
            The request waits in the ledger until `up` or `monitor` with the same data directory takes it, also over \
            restarts; a person's request always trains, and the gate decides what becomes of the challengers. \
            `driftdetector train` trains at once in this process instead. --cancel ends the training that is under way, and \
            withdraws requests that wait.

            Examples:
              driftdetector retrain
              driftdetector retrain --reason "new thermometer in Oslo"
              driftdetector retrain --cancel --reason "the thermometer was in the sun"
            """)

    @OptionGroup var global: GlobalOptions

    @Option(help: "weather or machine.")
    var schema = "weather"

    @Option(help: "Why, for those who read the decisions.")
    var reason = "driftdetector retrain"

    @Flag(help: "End the training that is under way, and withdraw requests that wait.")
    var cancel = false

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
        let ledger = try LedgerDatabase(dataDirectory: settings.dataDirectory)
        if cancel {
            try show(await ledger.cancelTraining(ofSchema: schema, byPerson: reason, at: Assembly.now()))
            return
        }
        let made = try await ledger.requestRetraining(ofSchema: schema, byPerson: reason, at: Assembly.now())
        if global.json {
            try JSONOutput.print(Made(request: made.id, new: made.isNew))
            return
        }
        print(
            made.isNew ? "Request \(made.id) waits for the loop." : "Request \(made.id), the same one, waits already.")
        print("\nNext:\n  driftdetector decisions")
    }

    private func show(_ made: TrainingCancellation?) throws {
        if global.json {
            try JSONOutput.print(
                Cancelled(
                    request: made?.id, new: made?.isNew ?? false, trainingSince: made?.training?.description,
                    withdrawn: made?.requests ?? []))
            return
        }
        guard let made else {
            print("No training of \(schema) is under way, and no request waits.")
            return
        }
        if let training = made.training { print("The loop ends the training that began at \(training).") }
        if !made.requests.isEmpty {
            print("The loop withdraws what waits: request \(made.requests.map(String.init).joined(separator: ", ")).")
        }
        print("\nNext:\n  driftdetector decisions")
    }

    private struct Cancelled: Encodable {
        let request: Int64?
        let new: Bool
        let trainingSince: String?
        let withdrawn: [Int64]
    }

    private struct Made: Encodable {
        let request: Int64
        let new: Bool
    }
}
