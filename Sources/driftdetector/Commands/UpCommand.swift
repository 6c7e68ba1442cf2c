import ArgumentParser
import Ingestion
import Logging
import ServiceLifecycle
import Serving
import UnixSignals

/// Everything in one process.
struct UpCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "up", abstract: "Collect, serve, monitor and retrain in one process.",
        discussion: """
            What `collect` and `serve` do, with one store between them: a collected or sent reading is known to the \
            next prediction and forecast. It compares forecasts with what came, trains anew when they have become worse, \
            holds the challenger against the champion, lets it answer without losing a request, and takes it back when it \
            does worse. Without models predictions are answered with 503 and forecasts with persistence until there are \
            1,000 readings for the first detector and 14 days of them for the first forecaster.

            Examples:
              driftdetector up
              driftdetector up --port 8080 --data-dir /srv/driftdetector
            """)

    @OptionGroup var global: GlobalOptions
    @OptionGroup var clock: ClockOption

    @Option(help: "Address to listen on (SERVE_HOST).")
    var host: String?

    @Option(help: "Port to listen on, 0 for a free one (SERVE_PORT).")
    var port: Int?

    func run() async throws {
        let settings = try await global.settings([
            .serveHost: host, .servePort: port.map(String.init), .worldClock: clock.clock,
        ])
        var logger = Logger(label: "driftdetector")
        logger.logLevel = settings.logLevel
        let assembly = Assembly(settings: settings)
        let serving = try assembly.serving(
            clock: try await assembly.worldClock(), logger: logger, announcesJSON: global.json, needsModels: false)
        let (collector, configuration) = try assembly.collector(in: serving.rooms) { readings in
            await serving.collected.score(readings) { $0 != METARSource.name }
        }
        let output = CollectionOutput(isJSON: false, stationCount: configuration.stations.count)
        output.begin(configuration, sources: settings.collection.sources.map(\.rawValue))
        var services = serving.services
        services.append(
            CollectionService(
                collector: collector, schedule: configuration.schedule, clock: serving.rooms.clock
            ) { output.show($0) })
        let (ledger, world) = (serving.rooms.ledger, serving.rooms.clock)
        let interval = Duration.seconds(world.isVirtual ? 1 : 10)
        let forecasts = try assembly.forecastWatch(
            ledger: ledger, interval: interval, now: { world.now }, logger: logger)
        services.append(forecasts)
        if let loop = try assembly.retrainingLoop(
            ledger: ledger, forecasts: forecasts, interval: interval, configurationFile: global.config,
            now: { world.now }, logger: logger)
        {
            services.append(loop)
        }
        if let subscription = try assembly.mqttSubscription(in: serving.rooms) { services.append(subscription) }
        try await ServiceGroup(
            configuration: ServiceGroupConfiguration(
                services: services.map { .init(service: $0) }, gracefulShutdownSignals: [.sigterm, .sigint],
                logger: logger)
        ).run()
    }
}
