import Foundation
import ONNX
import Pipeline
import Readings

/// Where the rooms meet: makes what a command needs from the settings.
struct Assembly {
    let settings: Settings

    /// What a training needs to know of its surroundings; says on standard error when exported graphs cannot be checked.
    ///
    /// Throws ``SettingsError`` when the library that a setting names cannot be loaded.
    func trainingConfiguration() throws(SettingsError) -> TrainingJob.Configuration {
        let runtime = loadedRuntime()
        if case .failure(let error) = runtime {
            if settings.onnxRuntimeLibrary != nil {
                throw SettingsError(subject: SettingKey.onnxRuntimeLibrary.environmentName, problem: "\(error)")
            }
            StandardError.write(
                "driftdetector: models are registered without the comparison with ONNX Runtime: \(error)\n")
        }
        let cores = ProcessInfo.processInfo.activeProcessorCount
        return TrainingJob.Configuration(
            dataDirectory: settings.dataDirectory, names: settings.modelNames, seed: settings.trainingSeed,
            threads: settings.trainingThreads == 0 ? cores : settings.trainingThreads,
            programVersion: ProgramVersion.current, runtime: runtime, featureStore: settings.featureStore)
    }

    private func loadedRuntime() -> Result<RuntimeLibrary, ONNXError> {
        let home = URL(fileURLWithPath: Self.programPath).resolvingSymlinksInPath().deletingLastPathComponent().path
        // The second place is where a program built in the source tree finds what `make setup` unpacked.
        let places = ["\(home)/../lib", "\(home)/../../../.native/lib"]
        return Result { () throws(ONNXError) in
            try RuntimeLibrary(path: settings.onnxRuntimeLibrary, searching: places)
        }
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
