import FeatureStore
import Features
import Foundation
import Logging
import Metrics
import Pipeline
import Prometheus
import Readings
import Registry
import ServiceLifecycle
import Serving

extension Assembly {
    /// The services of `serve`, in the order in which they depend on each other.
    ///
    /// Throws when there is no detector at all, or what is there cannot be read.
    /// Where it listens is told on standard error, or as one JSON object on standard output.
    func servingServices(logger: Logger, announcesJSON: Bool) throws -> [any Service] {
        let metrics = try Bootstrap.metrics()
        let registry = ModelRegistry(dataDirectory: settings.dataDirectory)
        let names = FeatureSchema.all.map { settings.modelNames.detector(ofSchema: $0.name) }
        guard try names.contains(where: { try !registry.versionNumbers(of: $0).isEmpty }) else {
            throw RegistryError(subject: names.joined(separator: ", "), reason: .unknownModel)
        }
        let lake = ReadingLake(dataDirectory: settings.dataDirectory)
        let started = ContinuousClock.now
        var detectors: [ServedDetector] = []
        var logs: [PredictionLog] = []
        let weather = MemoryOnlineStore(schema: .weather)
        for schema in FeatureSchema.all {
            let store = schema == .weather ? weather : MemoryOnlineStore(schema: schema.sensors)
            store.put(try lake.readings(of: schema.sensors))
            let reader = FeatureReader(store: store, schema: schema)
            guard let detector = try detector(of: schema, in: registry, logger: logger) else { continue }
            let log = PredictionLog(dataDirectory: settings.dataDirectory, schema: schema)
            logs.append(log)
            detectors.append(
                ServedDetector(slot: ModelSlot(detector), features: reader, record: { log.record($0) }))
        }
        let forecaster = try forecaster(in: registry, logger: logger)
        Timer(label: "model_load_time_seconds").recordNanoseconds(
            Int64((ContinuousClock.now - started) / .nanoseconds(1)))
        let exposition = Exposition(contentType: TextExposition.contentType) { TextExposition.text(of: metrics) }
        let dependencies = ServingDependencies(
            detectors: detectors,
            forecaster: forecaster.map { model in
                ServedForecaster(
                    slot: ModelSlot(model), features: FeatureReader(store: weather, schema: .weather))
            },
            threshold: settings.predictionThreshold, now: { Self.now() },
            feed: { FeedStatus(of: weather) },
            exposition: exposition, metrics: MetricsSystem.factory, logger: logger,
            programVersion: ProgramVersion.current)
        let api = try InferenceAPI(
            dependencies: dependencies,
            configuration: ServingConfiguration(host: settings.serveHost, port: settings.servePort))
        let host = settings.serveHost
        let application = api.application { port in
            if announcesJSON {
                print(#"{"host": "\#(host)", "port": \#(port)}"#)
                fflush(nil)
            } else {
                StandardError.write("driftdetector: listening on http://\(host):\(port)\n")
            }
        }
        var services: [any Service] = [
            PredictionLogWriter(logs: logs, now: { Self.now() }, logger: logger),
            ListeningService(application, address: "\(host):\(settings.servePort)"),
        ]
        if settings.prometheusPort != 0 {
            let scraped = try MetricsAPI(
                exposition: exposition,
                configuration: ServingConfiguration(host: host, port: settings.prometheusPort), logger: logger)
            services.append(
                OptionalListeningService(
                    scraped.application(), setting: .prometheusPort, port: settings.prometheusPort, logger: logger))
        }
        return services
    }

    /// The detector of a schema, nil when none was ever trained.
    private func detector(
        of schema: FeatureSchema, in registry: ModelRegistry, logger: Logger
    ) throws -> LoadedDetector? {
        let name = settings.modelNames.detector(ofSchema: schema.name)
        guard try !registry.versionNumbers(of: name).isEmpty else {
            logger.warning("no model \(name): \(schema.name) readings are answered with 503")
            return nil
        }
        // MODEL_VERSION goes with MODEL_NAME, which names the weather detector.
        return try LoadedDetector(
            schema == .weather ? settings.modelVersion : .alias(.champion), of: name, in: registry, schema: schema)
    }

    /// The forecaster, nil when none was ever trained.
    private func forecaster(in registry: ModelRegistry, logger: Logger) throws -> LoadedForecaster? {
        let name = settings.modelNames.weatherForecaster
        guard try !registry.versionNumbers(of: name).isEmpty else {
            logger.warning("no model \(name): forecasts are answered with 503")
            return nil
        }
        return try LoadedForecaster(.alias(.champion), of: name, in: registry, sensors: .weather)
    }
}
