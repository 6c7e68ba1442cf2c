import ArgumentParser
import Foundation
import Ledger
import Logging
import Metrics
import Pipeline
import Prometheus
import Registry
import ServiceLifecycle
import Serving
import UnixSignals

/// The drift watch as a process of its own.
struct MonitorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "monitor", abstract: "Watch the inputs of running services for drift.",
        discussion: """
            Reads what `serve` or `up` with the same data directory answer, and holds it against the training rows of \
            the models that answer. GET /drift, /drift/report, /metrics and /health/live. Set DRIFT_MONITOR=false for \
            the services, so that they do not watch as well.

            Examples:
              driftdetector monitor
              driftdetector monitor --once
              driftdetector monitor --port 8081 --data-dir /srv/driftdetector
            """)

    @OptionGroup var global: GlobalOptions

    @Option(help: "Address to listen on (SERVE_HOST).")
    var host: String?

    @Option(help: "Port to listen on, 0 for a free one (MONITOR_PORT).")
    var port: Int?

    @Flag(help: "Look once, show what is found, and end.")
    var once = false

    func run() async throws {
        let settings = try await global.settings([.serveHost: host, .monitorPort: port.map(String.init)])
        var logger = Logger(label: "driftdetector")
        logger.logLevel = once ? .critical : settings.logLevel
        let assembly = Assembly(settings: settings)
        if once { try assembly.requireDetector(in: ModelRegistry(dataDirectory: settings.dataDirectory)) }
        let metrics = try Bootstrap.metrics()
        let ledger = try LedgerDatabase(dataDirectory: settings.dataDirectory)
        let feeds = assembly.feedWatch(ledger: ledger, remembers: !once, now: { Assembly.now() }, logger: logger)
        let watch = assembly.driftWatch(
            ledger: ledger, feeds: feeds, remembers: !once, now: { Assembly.now() }, logger: logger)
        if once {
            feeds?.look()
            watch.look()
            print(
                global.json
                    ? watch.statusText
                    : DriftWatchText(watch.statuses, problems: watch.problems) {
                        feeds?.judgement(ofSchema: $0)
                    }.text)
            return
        }
        let api = try MonitorAPI(
            drift: DriftFace(of: watch),
            exposition: Exposition(contentType: TextExposition.contentType) { TextExposition.text(of: metrics) },
            configuration: ServingConfiguration(host: settings.serveHost, port: settings.drift.monitorPort),
            logger: logger)
        let (host, isJSON) = (settings.serveHost, global.json)
        let application = api.application { port in
            if isJSON {
                print(#"{"host": "\#(host)", "port": \#(port)}"#)
                fflush(nil)
            } else {
                StandardError.write("driftdetector: watching for drift on http://\(host):\(port)/drift\n")
            }
        }
        var services: [any Service] = [
            watch, ListeningService(application, address: "\(host):\(settings.drift.monitorPort)"),
        ]
        if let feeds { services.append(feeds) }
        let interval = Duration.seconds(10)
        let forecasts = try assembly.forecastWatch(
            ledger: ledger, interval: interval, now: { Assembly.now() }, logger: logger)
        services.append(forecasts)
        if let loop = try assembly.retrainingLoop(
            ledger: ledger, forecasts: forecasts, interval: interval, configurationFile: global.config,
            now: { Assembly.now() }, logger: logger)
        {
            services.append(loop)
        }
        if let delivery = assembly.webhookDelivery(ledger: ledger, now: { Assembly.now() }, logger: logger) {
            services.append(delivery)
        }
        try await ServiceGroup(
            configuration: ServiceGroupConfiguration(
                services: services.map { .init(service: $0) }, gracefulShutdownSignals: [.sigterm, .sigint],
                logger: logger)
        ).run()
    }
}
