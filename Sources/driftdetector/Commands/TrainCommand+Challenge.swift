import Foundation
import Learning
import Ledger
import Pipeline
import Readings
import Registry

extension TrainCommand {
    /// Trains challengers as the loop does, and says what the gate finds.
    func challenge(_ sensors: SensorSchema, settings: Settings) throws {
        let progress = ProgressLog()
        let assembly = Assembly(settings: settings)
        let job = TrainingJob(
            try assembly.trainingConfiguration(
                forecaster: sensors == .weather ? settings.trainingForecaster : .linear), now: Assembly.now())
        var challenges: [ChallengeRecord] = []
        var failures: [PipelineError] = []
        func attempt(_ name: String, _ training: () throws(PipelineError) -> Challenge) {
            progress.step("training \(name)")
            do {
                challenges.append(ChallengeRecord(try training()))
            } catch {
                failures.append(error)
            }
        }
        attempt(settings.modelNames.detector(ofSchema: sensors.name)) { () throws(PipelineError) in
            try job.challengeDetector(of: sensors)
        }
        if sensors == .weather {
            attempt(settings.modelNames.weatherForecaster) { () throws(PipelineError) in
                try job.challengeForecaster(watch: TrainingWatch(progress, unit: "ensembles of trees"))
            }
        }
        if global.json {
            try JSONOutput.print(
                ChallengeSummary(
                    challenges: challenges, problems: failures.map(\.description), seconds: progress.elapsed))
        } else {
            for record in challenges {
                print(
                    "\n\(record.name) version \(record.version): \(record.verdict.passed ? "passes" : "does not pass") the gate"
                )
                for check in record.verdict.checks {
                    print("  \(check.passed ? "+" : "−") \(check.name): \(check.sentence)")
                }
            }
            print("\nNext:\n  driftdetector models list")
        }
        if challenges.isEmpty, let failure = failures.first { throw failure }
    }

    /// Ends this process soon after the one that started it, so that no training goes on that nobody waits for.
    static func end(with parent: Int32) {
        Thread.detachNewThread {
            while getppid() == parent { Thread.sleep(forTimeInterval: 0.5) }
            // At once: what `exit` tears down other threads still use.
            _exit(ExitStatus.tryAgain.rawValue)
        }
    }

    /// Takes the right to train, which one process at a time has.
    static func claim(_ settings: Settings) throws -> TrainingClaim {
        guard let claim = try TrainingClaim(dataDirectory: settings.dataDirectory) else {
            throw TrainingUnderWay(dataDirectory: settings.dataDirectory)
        }
        return claim
    }
}
