import Features
import Readings
import Registry

extension TrainingJob {
    /// Whether this program computes the inputs of a version.
    ///
    /// Detectors may take another set of features, and forecasters of other horizons have other inputs: each answers by
    /// its own.
    /// - Parameters:
    ///   - version: one that is registered.
    ///   - run: a training of the same name by this program.
    /// - Returns: false only for a version that takes other inputs; one that cannot be read may be mended.
    func canAnswer(_ version: ModelVersion, beside run: TrainingRun) -> Bool {
        if version.run.schemaFingerprint == run.schemaFingerprint { return true }
        guard run.kind == .forecast else {
            return FeatureSchema.named(version.run.view)?.fingerprint == version.run.schemaFingerprint
        }
        do {
            _ = try LoadedForecaster(.version(version.number), of: version.name, in: registry, sensors: .weather)
            return true
        } catch {
            if case .otherSchema = error.reason { return false }
            return true
        }
    }
}
