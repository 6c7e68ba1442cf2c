import ArgumentParser
import Foundation
import Pipeline

/// The program.
@main
struct DriftDetectorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "driftdetector",
        abstract: "Forecasts weather and scores sensor readings, with models that it trains and registers itself.",
        discussion: """
            Start with `driftdetector quickstart`: it needs no network and no key. Then `driftdetector serve`.

            Examples:
              driftdetector quickstart
              driftdetector serve
              driftdetector help models
            """,
        version: ProgramVersion.current,
        subcommands: [
            QuickstartCommand.self, UpCommand.self, CollectCommand.self, BackfillCommand.self, ImportCommand.self,
            SimulateCommand.self, ServeCommand.self, MonitorCommand.self, TrainCommand.self, BacktestCommand.self,
            FeaturesCommand.self,
            ModelsCommand.self, DecisionsCommand.self, RetrainCommand.self, ReplayCommand.self, SkillCommand.self,
            PredictCommand.self, DriftCommand.self, DoctorCommand.self, ConfigCommand.self,
        ])

    static func main() async {
        FreedMemory.limitPools(toProcessors: ProcessInfo.processInfo.activeProcessorCount)
        do {
            var command = try parseAsRoot()
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
        } catch {
            guard let code = ExitStatus(of: error) else { exit(withError: error) }
            StandardError.write("driftdetector: \(error)\n")
            exit(withError: ExitCode(code.rawValue))
        }
    }
}
