import FeatureStore
import Features
import Learning
import Logging
import Readings
import Registry
import Serving

/// The models that answer, and how another version of each takes over.
struct ServedModels {
    let detectors: [ModelSlot<ServedDetector?>]
    /// Nil when there is no online store of weather.
    let forecaster: ServedForecaster?
    let followed: [VersionWatch.Followed]

    /// Loads what answers.
    ///
    /// Throws ``RegistryError`` when a version that should answer cannot be loaded.
    init(
        settings: Settings, registry: ModelRegistry, engine: InferenceEngine, online: OnlineRooms,
        logger: Logger, logs: [PredictionLog], journal: PredictionJournal, needsModels: Bool
    ) throws {
        // Who collects as well goes on without a version that cannot be loaded; the watch tries it again.
        func loaded<Model>(_ load: () throws -> Model?) throws -> Model? {
            do {
                return try load()
            } catch  where !needsModels {
                logger.error(
                    "a champion cannot be loaded; `driftdetector models rollback NAME` or `models promote NAME VERSION` names another",
                    metadata: ["error": "\(error)"])
                return nil
            }
        }
        var detectors: [ModelSlot<ServedDetector?>] = []
        var followed: [VersionWatch.Followed] = []
        for sensors in SensorSchema.all {
            let name = settings.modelNames.detector(ofSchema: sensors.name)
            // MODEL_VERSION goes with MODEL_NAME, which names the weather detector.
            let reference = sensors == .weather ? settings.modelVersion : .alias(.champion)
            let load = { @Sendable (reference: ModelReference) throws -> ServedDetector? in
                let model = try LoadedDetector(
                    reference, of: name, in: registry, schemas: FeatureSchema.all(of: sensors), engine: engine)
                try model.requireProbeAnswers(in: registry)
                guard let reader = online.reader(of: model.schema),
                    let log = logs.first(where: { $0.schema == model.schema })
                else { return nil }
                return ServedDetector(
                    model: model, features: reader,
                    record: {
                        log.record($0)
                        journal.record($0, of: log.schema)
                    })
            }
            let isMissing = try registry.versionNumbers(of: name).isEmpty
            if isMissing { logger.warning("no model \(name) yet: \(sensors.name) readings are answered with 503") }
            let slot = ModelSlot<ServedDetector?>(isMissing ? nil : try loaded { try load(reference) })
            detectors.append(slot)
            followed.append(
                VersionWatch.Followed(
                    name: name, reference: reference, answering: { slot.current?.model.version.number },
                    deploy: { number in
                        guard let detector = try load(.version(number)) else { return }
                        try slot.swap(detector) { try $0?.model.requireProbeAnswers(in: registry) }
                    }))
        }
        let name = settings.modelNames.weatherForecaster
        let load = { @Sendable (reference: ModelReference) throws -> LoadedForecaster in
            let model = try LoadedForecaster(reference, of: name, in: registry, sensors: .weather, engine: engine)
            try model.requireProbeAnswers(in: registry)
            return model
        }
        let isMissing = try registry.versionNumbers(of: name).isEmpty
        if isMissing { logger.warning("no model \(name) yet: forecasts are answered with persistence") }
        let slot = ModelSlot<LoadedForecaster?>(isMissing ? nil : try loaded { try load(.alias(.champion)) })
        forecaster = online.reader(of: .weather).map { ServedForecaster(slot: slot, features: $0) }
        followed.append(
            VersionWatch.Followed(
                name: name, reference: .alias(.champion), answering: { slot.current?.version.number },
                deploy: { number in
                    try slot.swap(try load(.version(number))) { try $0?.requireProbeAnswers(in: registry) }
                }))
        self.detectors = detectors
        self.followed = followed
    }
}

extension ModelSlot {
    /// Lets another model answer, and takes it back when what then answers does not stand the test.
    fileprivate func swap(_ model: Model, _ test: (Model) throws -> Void) throws {
        let before = current
        replace(with: model)
        do {
            try test(current)
        } catch {
            replace(with: before)
            throw error
        }
    }
}
