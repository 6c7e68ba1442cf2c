import Features
import Learning
import Readings

extension LoadedDetector {
    /// Refuses a version that does not answer its probe set as the fitted model did; one without a probe set is not asked.
    /// - Parameter registry: holds the version.
    /// - Throws: ``RegistryError`` with `.probeFailed`, or when it cannot answer at all.
    public func requireProbeAnswers(in registry: ModelRegistry) throws(RegistryError) {
        try registry.probe(version, width: detector.featureCount, sensors: 0) { (inputs, _) throws(LearningError) in
            [try detector.anomalyScore(inputs.span)]
        }
    }
}

extension LoadedForecaster {
    /// Refuses a version that does not answer its probe set as the fitted model did; one without a probe set is not asked.
    /// - Parameter registry: holds the version.
    /// - Throws: ``RegistryError`` with `.probeFailed`, or when it cannot answer at all.
    public func requireProbeAnswers(in registry: ModelRegistry) throws(RegistryError) {
        let schema = forecaster.schema
        try registry.probe(version, width: schema.inputs.count, sensors: schema.sensors.quantities.count) {
            (inputs, present) throws(LearningError) in
            try forecasts(inputs: inputs, present: present)
        }
    }
}

extension ModelRegistry {
    fileprivate func probe(
        _ version: ModelVersion, width: Int, sensors: Int,
        _ answer: (_ inputs: [Float], _ present: [Double]) throws(LearningError) -> [Double]
    ) throws(RegistryError) {
        guard version.digests[ModelPackage.probeFile] != nil else { return }
        let path = "\(version.directory)/\(ModelPackage.probeFile)"
        _ = try contents(of: ModelPackage.probeFile, in: version)
        let probe = try Self.decoded(ProbeSet.self, at: path)
        guard probe.inputs.allSatisfy({ $0.count == width }), probe.inputs.count == probe.answers.count,
            (probe.present ?? probe.inputs.map { _ in [] }).map(\.count) == probe.inputs.map({ _ in sensors })
        else { throw RegistryError(subject: path, reason: .malformed("has rows of another width or number")) }
        do {
            let difference = try probe.largestDifference(answer)
            guard difference <= probe.tolerance else {
                throw RegistryError(
                    subject: version.subject,
                    reason: .probeFailed(largestDifference: difference, tolerance: probe.tolerance))
            }
        } catch let error as RegistryError {
            throw error
        } catch let error as LearningError {
            throw RegistryError(subject: version.subject, reason: .model(error))
        } catch {
            throw RegistryError(subject: version.subject, reason: .malformed("\(error)"))
        }
    }
}
