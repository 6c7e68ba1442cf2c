import FeatureStore
import Features
import Foundation
import Ingestion
import Logging
import Metrics
import Pipeline
import Prometheus
import Readings
import Registry
import ServiceLifecycle
import Serving

extension Assembly {
    /// Refuses to go on without any detector, with ``RegistryError``.
    func requireDetector(in registry: ModelRegistry) throws {
        let names = SensorSchema.all.map { settings.modelNames.detector(ofSchema: $0.name) }
        guard try names.contains(where: { try !registry.versionNumbers(of: $0).isEmpty }) else {
            throw RegistryError(subject: names.joined(separator: ", "), reason: .unknownModel)
        }
    }

    /// The HTTP service with all that it needs, in the order in which the services depend on each other.
    ///
    /// Throws when models are needed and there is no detector at all, or what is there cannot be read.
    /// Where it listens is told on standard error, or as one JSON object on standard output.
    func serving(
        clock: WorldClock, logger: Logger, announcesJSON: Bool, needsModels: Bool
    ) throws -> (services: [any Service], rooms: IngestionRooms, collected: CollectedReadings) {
        let metrics = try Bootstrap.metrics()
        let registry = ModelRegistry(dataDirectory: settings.dataDirectory)
        if needsModels { try requireDetector(in: registry) }
        let started = ContinuousClock.now
        let logs = FeatureSchema.all.map { PredictionLog(dataDirectory: settings.dataDirectory, schema: $0) }
        let journal = PredictionJournal(
            dataDirectory: settings.dataDirectory, schemas: FeatureSchema.all, windowSize: settings.drift.windowSize,
            logger: logger)
        let engine = try inferenceEngine()
        let online = try onlineRooms(metrics: MetricsSystem.factory, logger: logger)
        let rooms = try ingestionRooms(clock: clock, logger: logger) { online.accept($0) }
        let models = try ServedModels(
            settings: settings, registry: registry, engine: engine, online: online, logger: logger,
            logs: logs, journal: journal, needsModels: needsModels)
        let feeds =
            settings.drift.isWatchedInside
            ? feedWatch(
                ledger: rooms.ledger, interval: .seconds(clock.isVirtual ? 1 : 60), rest: clock.isVirtual ? 3 : 20,
                now: { clock.now }, logger: logger)
            : nil
        let watch =
            settings.drift.isWatchedInside
            ? driftWatch(ledger: rooms.ledger, feeds: feeds, now: { clock.now }, logger: logger) : nil
        Timer(label: "model_load_time_seconds").recordNanoseconds(
            Int64((ContinuousClock.now - started) / .nanoseconds(1)))
        let freshness = FeatureFreshness(online: online, clock: clock)
        let exposition = Exposition(contentType: TextExposition.contentType) {
            freshness.measure()
            return TextExposition.text(of: metrics)
        }
        var dependencies = ServingDependencies(
            detectors: models.detectors, forecaster: models.forecaster,
            threshold: settings.predictionThreshold, now: { clock.now },
            feed: { online.feedStatus },
            exposition: exposition, metrics: MetricsSystem.factory, logger: logger,
            programVersion: ProgramVersion.current, intake: readingAcceptance(of: rooms, online: online),
            featureStore: online.served, drift: watch.map(DriftFace.init(of:)), alerts: alertAcceptance(of: rooms),
            loop: loopFace(ledger: rooms.ledger, now: { clock.now }), token: settings.serveToken)
        if let feeds {
            dependencies.feedDoubts = { feeds.quarantine(ofSchema: SensorSchema.weather.name).doubts(ofStation: $0) }
        }
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
        var services: [any Service] =
            online.services + rooms.services + [
                PredictionLogWriter(logs: logs, journal: journal, now: { clock.now }, logger: logger),
                VersionWatch(registry: registry, followed: models.followed, interval: .seconds(1), logger: logger),
                TallyWriter(
                    tally: dependencies.tally, ledger: rooms.ledger, interval: .seconds(clock.isVirtual ? 1 : 10),
                    now: { clock.now }, logger: logger),
                ListeningService(application, address: "\(host):\(settings.servePort)"),
            ]
        if let watch {
            services.append(watch)
            if let feeds { services.append(feeds) }
            // Who watches delivers, so that nothing is sent by two.
            if let delivery = webhookDelivery(ledger: rooms.ledger, now: { clock.now }, logger: logger) {
                services.append(delivery)
            }
        }
        if settings.prometheusPort != 0 {
            let scraped = try MetricsAPI(
                exposition: exposition,
                configuration: ServingConfiguration(host: host, port: settings.prometheusPort), logger: logger)
            services.append(
                OptionalListeningService(
                    scraped.application(), setting: .prometheusPort, port: settings.prometheusPort, logger: logger))
        }
        return (services, rooms, api.collected)
    }
}
