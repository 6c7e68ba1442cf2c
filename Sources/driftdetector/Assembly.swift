import Foundation
import ONNX
import Pipeline
import Readings

/// Where the rooms meet: makes what a command needs from the settings.
struct Assembly {
    let settings: Settings
    let runtime: Result<RuntimeLibrary, ONNXError>

    init(_ settings: Settings) {
        self.settings = settings
        let home = URL(fileURLWithPath: Self.programPath).resolvingSymlinksInPath().deletingLastPathComponent().path
        let library = settings.onnxRuntimeLibrary
        runtime = Result { () throws(ONNXError) in
            // The second place is where a program built in the source tree finds what `make setup` unpacked.
            try RuntimeLibrary(path: library, searching: ["\(home)/../lib", "\(home)/../../../.native/lib"])
        }
    }

    /// What a training needs to know of its surroundings.
    var trainingConfiguration: TrainingJob.Configuration {
        let cores = ProcessInfo.processInfo.activeProcessorCount
        return TrainingJob.Configuration(
            dataDirectory: settings.dataDirectory, names: settings.modelNames, seed: settings.trainingSeed,
            threads: settings.trainingThreads == 0 ? cores : settings.trainingThreads,
            programVersion: ProgramVersion.current, runtime: runtime)
    }

    /// Says on standard error when exported graphs cannot be checked.
    func reportMissingRuntime() {
        guard case .failure(let error) = runtime else { return }
        StandardError.write(
            "driftdetector: models are registered without the comparison with ONNX Runtime: \(error)\n")
    }

    /// The running program's path.
    static var programPath: String {
        Bundle.main.executablePath ?? CommandLine.arguments[0]
    }

    /// The present moment.
    static func now() -> Timestamp {
        Timestamp(milliseconds: Int64((Date().timeIntervalSince1970 * 1000).rounded(.down)))
    }
}
