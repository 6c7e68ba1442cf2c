import Features
import Foundation
import Learning
import Ledger
import ONNX
import Pipeline
import Readings
import Registry
import XGBoost

/// Where the rooms meet: makes what a command needs from the settings.
struct Assembly {
    let settings: Settings

    /// What a training needs to know of its surroundings; says on standard error when exported graphs cannot be checked
    /// or there is nothing to grow trees with.
    ///
    /// Throws ``SettingsError`` when the library that a setting names cannot be loaded.
    func trainingConfiguration(
        forecaster: ForecasterKind
    ) throws(SettingsError) -> TrainingJob.Configuration {
        let runtime = loadedRuntime()
        if case .failure(let error) = runtime {
            if settings.onnxRuntimeLibrary != nil {
                throw SettingsError(subject: SettingKey.onnxRuntimeLibrary.environmentName, problem: "\(error)")
            }
            StandardError.write(
                "driftdetector: models are registered without the comparison with ONNX Runtime: \(error)\n")
        }
        let cores = ProcessInfo.processInfo.activeProcessorCount
        var configuration = TrainingJob.Configuration(
            dataDirectory: settings.dataDirectory, names: settings.modelNames, seed: settings.trainingSeed,
            threads: settings.trainingThreads == 0 ? cores : settings.trainingThreads,
            programVersion: ProgramVersion.current, programDigest: ContentHash.ofFile(at: Self.programPath),
            runtime: runtime,
            booster: forecaster == .blend ? try booster() : nil,
            forecastSchema: ForecastSchema(
                sensors: .weather, horizons: settings.forecastHorizons, neighbours: settings.forecastNeighbours),
            featureStore: settings.featureStore, referenceRows: settings.drift.referenceRows)
        configuration.quarantine = quarantine()
        return configuration
    }

    /// Which feeds are not trained on, by the name of a schema; none where no ledger can be read.
    private func quarantine() -> [String: Quarantine] {
        let path = "\(settings.dataDirectory)/\(LedgerDatabase.fileName)"
        guard FileManager.default.fileExists(atPath: path) else { return [:] }
        do {
            let ledger = try LedgerDatabase(dataDirectory: settings.dataDirectory)
            return try Dictionary(
                uniqueKeysWithValues: SensorSchema.all.map { sensors in
                    let start = Timestamp(milliseconds: 0)
                    return (sensors.name, Quarantine(try ledger.feedFaults(ofSchema: sensors.name, since: start)))
                })
        } catch {
            StandardError.write("driftdetector: trained without knowing which feeds are in quarantine: \(error)\n")
            return [:]
        }
    }

    /// What computes models' answers.
    ///
    /// Throws ``SettingsError`` when that is ONNX Runtime and its library cannot be loaded.
    func inferenceEngine() throws(SettingsError) -> InferenceEngine {
        switch settings.inferenceRuntime {
        case .native: return .native
        case .onnxruntime:
            do {
                return .onnxRuntime(try loadedRuntime().get())
            } catch {
                throw SettingsError(subject: SettingKey.inferenceRuntime.environmentName, problem: "\(error)")
            }
        }
    }

    private func booster() throws(SettingsError) -> TreeBooster? {
        do {
            let library = try XGBoostLibrary(path: settings.xgboostLibrary, searching: Self.libraryPlaces)
            return TreeBooster(library, seed: settings.trainingSeed)
        } catch {
            if settings.xgboostLibrary != nil {
                throw SettingsError(subject: SettingKey.xgboostLibrary.environmentName, problem: "\(error)")
            }
            StandardError.write("driftdetector: the forecaster is a linear model without trees: \(error)\n")
            return nil
        }
    }

    private func loadedRuntime() -> Result<RuntimeLibrary, ONNXError> {
        Result { () throws(ONNXError) in
            try RuntimeLibrary(path: settings.onnxRuntimeLibrary, searching: Self.libraryPlaces)
        }
    }

    /// Where a program built in the source tree finds what `make setup` unpacked. Beside the program, libraries that are
    /// loaded at run time are looked for anyway.
    private static var libraryPlaces: [String] {
        let home = URL(fileURLWithPath: programPath).resolvingSymlinksInPath().deletingLastPathComponent().path
        return ["\(home)/../../../.native/lib"]
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
