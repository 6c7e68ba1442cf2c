import ArgumentParser
import Ingestion
import Ledger
import Logging
import Readings
import ServiceLifecycle
import UnixSignals

/// Collects the weather, every hour.
struct CollectCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "collect", abstract: "Collect the current weather of the stations, every hour.",
        discussion: """
            Sources are OpenWeatherMap (with OPENWEATHER_API_KEY), Open-Meteo (without a key) and, as a second \
            opinion, airports' METAR reports. Missed hours are filled from Open-Meteo's archive, and each hour \
            without a reading is recorded with its reason.

            Examples:
              driftdetector collect --once
              OPENWEATHER_API_KEY=… driftdetector collect
              COLLECT_STATIONS=London,Oslo:59.91:10.75:ENGM driftdetector collect
              driftdetector collect --clock http://127.0.0.1:9100    # by the clock of `simulate weather`
            """)

    @OptionGroup var global: GlobalOptions
    @OptionGroup var clock: ClockOption

    @Flag(help: "Collect once, now, and end.")
    var once = false

    func run() async throws {
        let settings = try await global.settings([.worldClock: clock.clock])
        var logger = Logger(label: "driftdetector")
        logger.logLevel = settings.logLevel
        let assembly = Assembly(settings: settings)
        let rooms = try assembly.ingestionRooms(clock: try await assembly.worldClock(), logger: logger)
        let (collector, configuration) = try assembly.collector(in: rooms)
        if once {
            try await collectOnce(collector, rooms: rooms)
            return
        }
        let output = CollectionOutput(isJSON: global.json, stationCount: configuration.stations.count)
        output.begin(configuration, sources: settings.collection.sources.map(\.rawValue))
        let collection = CollectionService(
            collector: collector, schedule: configuration.schedule, clock: rooms.clock
        ) { output.show($0) }
        let subscription = try assembly.mqttSubscription(in: rooms)
        let services = rooms.services + (subscription.map { [$0] } ?? [])
        try await ServiceGroup(
            configuration: ServiceGroupConfiguration(
                services: (services + [collection]).map { .init(service: $0) },
                gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
        ).run()
    }

    private func collectOnce(_ collector: Collector, rooms: IngestionRooms) async throws {
        var collector = collector
        let queue = rooms.queue
        let report = await withTaskGroup(of: Void.self) { group in
            group.addTask { await queue.run() }
            let report = await collector.collect(hour: rooms.clock.now.hourIndex)
            group.cancelAll()
            return report
        }
        let output = CollectionOutput(isJSON: global.json, stationCount: 0)
        try output.summarize(report, callsToday: try rooms.ledger.calls(to: "openweathermap", onDayOf: rooms.clock.now))
        if report.newReadings.values.reduce(0, +) == 0, !report.failures.isEmpty {
            throw ExitCode(ExitStatus.serviceAway.rawValue)
        }
    }
}
