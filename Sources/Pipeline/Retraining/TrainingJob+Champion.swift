import Features
import Readings
import Registry

extension TrainingJob {
    /// The alias that is due to a new version.
    ///
    /// Like stands against like: a version of another view than the champion's does not take the place of a challenger
    /// of the champion's view.
    /// - Parameters:
    ///   - run: the version's training.
    ///   - versions: those that were registered before, of the same name.
    ///   - aliases: what points at them.
    /// - Returns: champion where no other can answer; nil where the challenger stays.
    func alias(dueTo run: TrainingRun, among versions: [ModelVersion], aliases: [ModelAlias: Int]) -> ModelAlias? {
        func holder(of alias: ModelAlias) -> ModelVersion? { versions.first { $0.number == aliases[alias] } }
        guard let champion = holder(of: .champion), canAnswer(champion, beside: run) else { return .champion }
        let view = champion.run.view
        return run.view == view || holder(of: .challenger)?.run.view != view ? .challenger : nil
    }

    /// Whether this program computes the inputs of a version.
    ///
    /// Detectors may take another set of features, and forecasters of other horizons have other inputs: each answers by
    /// its own.
    /// - Parameters:
    ///   - version: one that is registered.
    ///   - run: a training of the same name by this program.
    /// - Returns: false only for a version that takes other inputs; one that cannot be read may be mended.
    private func canAnswer(_ version: ModelVersion, beside run: TrainingRun) -> Bool {
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
