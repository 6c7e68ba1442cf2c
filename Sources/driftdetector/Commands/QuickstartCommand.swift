import ArgumentParser
import Foundation
import Ingestion
import Pipeline
import Readings
import Simulation

/// The main job, end to end.
struct QuickstartCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "quickstart",
        abstract: "From a year of real weather to trained models, first predictions and a report; offline.",
        discussion: """
            Reads \(BundledDataset.summary), computes 32 features a reading, trains an anomaly detector and a \
            forecaster, exports both as ONNX, registers them, and trains a second detector on simulated machines. \
            Repeating it changes nothing that is there.

            Examples:
              driftdetector quickstart
              driftdetector quickstart --data-dir /tmp/first-try --json
            """)

    @OptionGroup var global: GlobalOptions

    @Option(help: "The bundled readings, where they are not found by themselves.")
    var dataset: String?

    @Option(help: "Seed of all random choices (TRAINING_SEED).")
    var seed: UInt64?

    func run() async throws {
        let settings = try await global.settings([.trainingSeed: seed.map(String.init)])
        let progress = ProgressLog()
        progress.step("reading \(BundledDataset.summary)")
        let places = dataset.map { [$0] } ?? BundledDataset.places(program: Assembly.programPath)
        let weather = try BundledDataset.readings(from: places)
        let outcome = try Quickstart(
            try Assembly(settings: settings).trainingConfiguration(forecaster: .linear), now: Assembly.now()
        ) {
            progress.step($0)
        }
        .run(weather: weather, machines: MachineSimulation.quickstart(seed: settings.trainingSeed))
        let seconds = progress.elapsed
        if global.json {
            try JSONOutput.print(
                TrainingSummary(
                    models: outcome.models.map(TrainingSummary.Model.init), forecastSkill: outcome.evaluation.skills,
                    anomalies: outcome.anomalies, report: outcome.report, dataDir: settings.dataDirectory,
                    seconds: seconds))
        } else {
            print(text(outcome, settings: settings, seconds: seconds))
        }
    }

    private func text(_ outcome: Quickstart.Outcome, settings: Settings, seconds: Double) -> String {
        let until = Quickstart.evaluationEnd.map { String($0.description.prefix(10)) } ?? ""
        return """

            \(TrainingTables.skill(outcome.evaluation))
              (1 − error ÷ persistence's; learned before \(until), judged on all hours after)

            \(TrainingTables.models(outcome.models))

              readings   \(outcome.readings["weather"] ?? 0) of weather, \(outcome.readings["machine"] ?? 0) of \
            simulated machines
              flagged    \(outcome.flagged.isEmpty ? "nothing" : outcome.flagged.joined(separator: "; "))
              anomalies  \(outcome.anomalies) weather readings score at least the detector's own threshold
              report     \(outcome.report)
              time       \(Number.short(seconds, digits: 1)) s

            Next:
              driftdetector serve --data-dir \(settings.dataDirectory)
              curl -s localhost:\(settings.servePort)/forecast -d '{"machine_id":"JFK"}'
              curl -s localhost:\(settings.servePort)/predict -d \
            '{"machine_id":"machine_001","temperature":75.5,"vibration":0.42,"rotation_speed":1450}'
            """
    }
}
