import ArgumentParser
import Ingestion
import Logging
import ServiceLifecycle
import UnixSignals

/// The HTTP service.
struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve", abstract: "Serve predictions and forecasts over HTTP.",
        discussion: """
            POST /predict and /forecast, GET /health and /metrics; docs/reference/http-api.md describes them.

            Examples:
              driftdetector serve
              driftdetector serve --host 0.0.0.0 --port 8080 --data-dir /srv/driftdetector
              PREDICTION_THRESHOLD=auto PROMETHEUS_PORT=0 driftdetector serve
            """)

    @OptionGroup var global: GlobalOptions

    @Option(help: "Address to listen on (SERVE_HOST).")
    var host: String?

    @Option(help: "Port to listen on, 0 for a free one (SERVE_PORT).")
    var port: Int?

    func run() async throws {
        let settings = try await global.settings([.serveHost: host, .servePort: port.map(String.init)])
        var logger = Logger(label: "driftdetector")
        logger.logLevel = settings.logLevel
        let serving = try Assembly(settings: settings).serving(
            clock: WorldClock { Assembly.now() }, logger: logger, announcesJSON: global.json, needsModels: true)
        let group = ServiceGroup(
            configuration: ServiceGroupConfiguration(
                services: serving.services.map { .init(service: $0) }, gracefulShutdownSignals: [.sigterm, .sigint],
                logger: logger))
        try await group.run()
    }
}
