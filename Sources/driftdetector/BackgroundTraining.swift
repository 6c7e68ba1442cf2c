import Foundation
import Pipeline
import Readings

/// Trains in a process of its own at the lowest priority, so that serving is not slowed and a training that runs out of
/// memory takes nothing with it.
struct BackgroundTraining: Sendable {
    let programPath: String
    let dataDirectory: String
    let configurationFile: String?
    let threads: Int

    /// How long another process's training is waited for before it is tried again, and how often.
    private static let (patience, attempts) = (Duration.seconds(20), 180)

    /// Trains the models of a kind of station; ends the process when the task is cancelled.
    func run(_ subject: LoopSubject) async -> TrainingOutcome {
        for _ in 0..<Self.attempts {
            let outcome = await attempt(subject)
            guard outcome == .busy, (try? await Task.sleep(for: Self.patience)) != nil else { return outcome }
        }
        return .busy
    }

    private func attempt(_ subject: LoopSubject) async -> TrainingOutcome {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: programPath)
        process.arguments =
            ["train", "--challenge", subject.sensors.name, "--bound-to-parent", "\(getpid())", "--json"]
            + ["--data-dir", dataDirectory]
            + ["--threads", "\(threads)"] + (configurationFile.map { ["--config", $0] } ?? [])
        let (output, errors) = (Pipe(), Pipe())
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output
        process.standardError = errors
        do {
            try await start(process)
        } catch {
            return .failed("\(programPath) cannot be started: \(error.localizedDescription)")
        }
        return await withTaskCancellationHandler {
            async let printed = Self.contents(of: output)
            async let told = Self.contents(of: errors)
            let (text, problems) = await (printed, told)
            process.waitUntilExit()
            return Self.outcome(
                status: process.terminationStatus, output: text, errors: String(decoding: problems, as: UTF8.self))
        } onCancel: {
            process.terminate()
        }
    }

    /// Starts the process from a thread of the lowest priority, which it inherits where priorities are the threads'.
    private func start(_ process: Process) async throws {
        try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
            let thread = Thread {
                Self.lowerPriority()
                continuation.resume(with: Result { try process.run() })
            }
            thread.start()
        }
    }

    private static func lowerPriority() {
        #if os(Linux)
        _ = setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, 19)
        #endif
    }

    private static func contents(of pipe: Pipe) async -> Data {
        await withCheckedContinuation { continuation in
            DispatchQueue.global(qos: .utility).async {
                continuation.resume(returning: pipe.fileHandleForReading.readDataToEndOfFile())
            }
        }
    }

    private static func outcome(status: Int32, output: Data, errors: String) -> TrainingOutcome {
        if let summary = try? JSONDecoder().decode(ChallengeSummary.self, from: output), !summary.challenges.isEmpty {
            return .challenges(summary.challenges, problems: summary.problems)
        }
        if status == ExitStatus.tryAgain.rawValue { return .busy }
        let last = errors.split(separator: "\n").last.map(String.init) ?? ""
        return .failed(last.isEmpty ? "the training ended with status \(status)" : last)
    }
}
