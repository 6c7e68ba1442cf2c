import Foundation
import Learning
import Ledger
import Pipeline
import Readings
import Registry

extension TrainCommand {
    /// Trains challengers as the loop does, says what the gate finds, and hands it over where that is wanted.
    func challenge(_ sensors: SensorSchema, settings: Settings) throws {
        let progress = ProgressLog()
        let handOver = { (summary: ChallengeSummary) in
            guard let result else { return }
            try TrainingResults(dataDirectory: settings.dataDirectory)
                .write(Array(JSONOutput.text(summary).utf8), of: result)
        }
        do {
            let (summary, failure) = try challenges(sensors, settings: settings, progress: progress)
            try handOver(summary)
            try show(summary)
            if summary.challenges.isEmpty, let failure { throw failure }
        } catch  where !(error is PipelineError) {
            // Who waits for a result is told what went wrong.
            try? handOver(ChallengeSummary(challenges: [], problems: ["\(error)"], seconds: progress.elapsed))
            throw error
        }
    }

    private func challenges(
        _ sensors: SensorSchema, settings: Settings, progress: ProgressLog
    ) throws -> (ChallengeSummary, PipelineError?) {
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
        return (
            ChallengeSummary(
                challenges: challenges, problems: failures.map(\.description), seconds: progress.elapsed),
            failures.first
        )
    }

    private func show(_ summary: ChallengeSummary) throws {
        if global.json {
            try JSONOutput.print(summary)
            return
        }
        for record in summary.challenges {
            print(
                "\n\(record.name) version \(record.version): \(record.verdict.passed ? "passes" : "does not pass") the gate"
            )
            for check in record.verdict.checks {
                print("  \(check.passed ? "+" : "−") \(check.name): \(check.sentence)")
            }
        }
        print("\nNext:\n  driftdetector models list")
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
