import ArgumentParser
import Foundation
import Ingestion
import Logging
import Readings
import ServiceLifecycle
import Simulation
import UnixSignals

/// The weather services, simulated.
struct SimulateWeatherCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "weather", abstract: "Serve OpenWeatherMap, Open-Meteo and METAR from a made-up world.",
        discussion: """
            All three report the same made-up weather of the ten cities, or with --world year a recorded one, each in its own way, by a clock that may run \
            faster; GET /clock tells it. Faults of a feed are FEED:KIND[:QUANTITY[:AMOUNT]]@FROM[..UNTIL] with the feeds \
            openweathermap, open-meteo and metar and the kinds outage, error500, storm429, garbage, truncated, slow, \
            missing, bias, drift, unit and stuck. Changes of the world, which all feeds see, are \
            QUANTITY:AMOUNT@FROM[..FULL_BY].

            Examples:
              driftdetector simulate weather --port 9100
              driftdetector simulate weather --port 9100 --clock scale=3600 --start 2026-03-01
              driftdetector simulate weather --port 9100 --fault openweathermap:bias:temperature:+3@2026-03-10
              driftdetector simulate weather --port 9100 --change temperature:+4@2026-06-01..2026-07-01

            Then, in another terminal:
              OPENWEATHER_API_KEY=any OPENWEATHER_BASE_URL=http://127.0.0.1:9100 driftdetector collect --once
            """)

    @OptionGroup var global: GlobalOptions

    @Option(help: "Address to listen on.")
    var host = "127.0.0.1"

    @Option(help: "Port to listen on, 0 for a free one.")
    var port = 9_100

    enum World: String, ExpressibleByArgument, CaseIterable {
        case climate, year
    }

    @Option(help: "What the weather is: climate, made up from the seed, or year, the bundled year again and again.")
    var world = World.climate

    @Option(help: "Seed of the weather and of the faults by chance.")
    var seed: UInt64 = 42

    @Option(help: ArgumentHelp("How fast the world's clock runs: real or scale=N.", valueName: "real|scale=N"))
    var clock = "real"

    @Option(help: "The world's moment at the start, such as 2026-03-01; now, unless told otherwise.")
    var start: String?

    @Option(help: "The only key that the simulated OpenWeatherMap accepts; otherwise any.")
    var apiKey: String?

    @Option(help: "Calls a minute of the world to the simulated OpenWeatherMap before it answers 429.")
    var callsPerMinute = 60

    @Option(help: "Share of answers that fail by chance, of each of the seven kinds, 0 to 0.14.")
    var failureRate = 0.0

    @Option(help: ArgumentHelp("A fault of a feed; may be repeated.", valueName: "FAULT"))
    var fault: [String] = []

    @Option(help: ArgumentHelp("A change of the world; may be repeated.", valueName: "CHANGE"))
    var change: [String] = []

    func validate() throws {
        guard (0...65_535).contains(port) else { throw ValidationError("--port: \(port) is not 0 to 65535") }
        guard scale != nil else {
            throw ValidationError("--clock: \"\(clock)\" is neither real nor scale=N with N from 1 to 1000000")
        }
        guard (0...0.14).contains(failureRate) else {
            throw ValidationError("--failure-rate: \(failureRate) is not 0 to 0.14")
        }
        guard callsPerMinute >= 0 else { throw ValidationError("--calls-per-minute: \(callsPerMinute) is below 0") }
        if let start, Timestamp(iso8601: start) == nil {
            throw ValidationError("--start: \"\(start)\" is not a moment such as 2026-03-01")
        }
        for text in fault where FeedFault(text) == nil {
            throw ValidationError("--fault: \"\(text)\" is not FEED:KIND[:QUANTITY[:AMOUNT]]@FROM[..UNTIL]")
        }
        for text in change where WorldChange(text) == nil {
            throw ValidationError("--change: \"\(text)\" is not QUANTITY:AMOUNT@FROM[..FULL_BY]")
        }
    }

    func run() async throws {
        let settings = try await global.settings()
        var logger = Logger(label: "driftdetector")
        logger.logLevel = settings.logLevel
        let real = Assembly.now()
        let origin = start.flatMap { Timestamp(iso8601: $0) } ?? real
        let world = SimulatedWorld(
            plan: FaultPlan(ordered: fault.compactMap { FeedFault($0) }, rate: failureRate, seed: seed),
            truth: try truth())
        let (isJSON, host) = (global.json, host)
        let simulator = WeatherSimulator(
            configuration: WeatherSimulator.Configuration(
                host: host, port: port, key: apiKey, callsPerMinute: callsPerMinute,
                clock: ClockScale(realOrigin: real, worldOrigin: origin, scale: scale ?? 1)),
            world: world, realNow: { Assembly.now() }, logger: logger)
        let application = simulator.application { port in
            if isJSON {
                print(#"{"host": "\#(host)", "port": \#(port)}"#)
                fflush(nil)
            } else {
                StandardError.write(
                    "driftdetector: simulating the weather services on http://\(host):\(port), "
                        + "where it is \(simulator.now)\n")
            }
        }
        try await ServiceGroup(
            configuration: ServiceGroupConfiguration(
                services: [.init(service: ListeningService(application, address: "\(host):\(port)"))],
                gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
        ).run()
    }

    /// The weather at a place and moment.
    private func truth() throws -> @Sendable (Station, Timestamp) -> [Double] {
        let changes = change.compactMap { WorldChange($0) }
        switch world {
        case .climate:
            let climate = SyntheticClimate(seed: seed, changes: changes)
            return { climate.values(at: $0, $1) }
        case .year:
            let readings = try BundledDataset.readings(from: BundledDataset.places(program: Assembly.programPath))
            let year = RecordedYear(readings: readings, changes: changes)
            return { year.values(at: $0, $1) }
        }
    }

    private var scale: Double? {
        switch WorldClockSetting(clock) {
        case .real?: 1
        case .scale(let scale)?: scale
        case .simulator?, nil: nil
        }
    }
}

extension WorldChange {
    /// Reads `QUANTITY:AMOUNT@FROM[..FULL_BY]`, such as `temperature:+4@2026-06-01..2026-07-01`; nil for anything else.
    fileprivate init?(_ text: String) {
        let halves = text.split(separator: "@", omittingEmptySubsequences: false)
        let parts = halves[0].split(separator: ":", omittingEmptySubsequences: false)
        guard halves.count == 2, parts.count == 2, let quantity = SensorSchema.weather.index(of: String(parts[0])),
            let amount = Double(parts[1])
        else { return nil }
        let moments = halves[1].split(separator: "..", omittingEmptySubsequences: false).map { Timestamp(iso8601: $0) }
        guard (1...2).contains(moments.count), let start = moments[0], let full = moments[moments.count - 1],
            full >= start
        else { return nil }
        let hours = Double(full.milliseconds - start.milliseconds) / Double(Timestamp.millisecondsPerHour)
        self.init(quantity: quantity, amount: amount, start: start, rampHours: hours)
    }
}
