import ArgumentParser
import Foundation
import Ledger
import Readings

/// What the loop decided and why.
struct DecisionsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "decisions", abstract: "Show what the retraining loop decided, and why.",
        discussion: """
            The newest decision stands last. With --json each has its reason codes, what it rests on, and the requests that it \
            answers.

            Examples:
              driftdetector decisions
              driftdetector decisions --since 2026-11-01 --json
            """)

    @OptionGroup var global: GlobalOptions

    @Option(help: "Decisions that are shown at most.")
    var limit = 50

    @Option(help: "None that fell before this moment (UTC).")
    var since: String?

    func validate() throws {
        guard (1...100_000).contains(limit) else { throw ValidationError("--limit: 1 to 100000") }
        if let since, Timestamp(iso8601: since) == nil {
            throw ValidationError("--since: \"\(since)\" is not a moment such as 2026-11-01")
        }
    }

    func run() async throws {
        let settings = try await global.settings()
        let decisions = try LedgerDatabase(dataDirectory: settings.dataDirectory)
            .decisions(limit: limit, since: since.flatMap { Timestamp(iso8601: $0) })
        if global.json {
            try JSONOutput.print(DecisionSummary(decisions))
            return
        }
        guard !decisions.isEmpty else {
            print("No decision has fallen yet; `driftdetector up` or `monitor` runs the loop.")
            return
        }
        for decision in decisions.reversed() {
            print("\(decision.moment)  \(decision.schema)  \(decision.verdict)\n  \(decision.sentence)")
        }
    }
}
